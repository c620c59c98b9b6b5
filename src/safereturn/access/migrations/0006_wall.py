from django.db import migrations

# What `decide` lets a post see, said once more and apart from it: tests hold the two to each other. The setting names
# the post and the kinds of tie that let its role see an episode ("12:owes,told"), or is "everything"; else it is empty.
WALL = """
CREATE FUNCTION sees_everything() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT current_setting('safereturn.sees', true) IS NOT DISTINCT FROM 'everything'
$$;
CREATE FUNCTION episodes_seen() RETURNS SETOF bigint LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT tie.episode_id
    FROM regexp_match(current_setting('safereturn.sees', true), '^(\\d+):(.*)$') AS asked
        JOIN agencies_post AS post ON post.id = asked[1]::bigint
        JOIN access_involvement AS tie ON tie.team_id = post.team_id
    WHERE (post.ended_at IS NULL OR post.ended_at > statement_timestamp())
        AND (tie.post_id IS NULL OR tie.post_id = post.id)
        AND (tie.ends_at IS NULL OR tie.ends_at > statement_timestamp())
        AND tie.kind = ANY(string_to_array(asked[2], ','))
        AND NOT EXISTS (
            SELECT FROM access_restriction AS kept
            WHERE kept.child_id = tie.child_id AND kept.lifted_at IS NULL AND (
                kept.kind = 'excluded' AND kept.person_id = post.person_id
                OR kept.kind = 'named-only' AND NOT EXISTS (
                    SELECT FROM access_restriction AS named
                    WHERE named.child_id = kept.child_id AND named.lifted_at IS NULL AND named.kind = 'named-only'
                        AND named.person_id = post.person_id
                ) AND NOT (tie.kind LIKE 'glass%' AND EXISTS (
                    SELECT FROM access_involvement AS broken
                    WHERE broken.episode_id = tie.episode_id AND broken.post_id = post.id
                        AND broken.kind = 'glass-named-only'
                        AND (broken.ends_at IS NULL OR broken.ends_at > statement_timestamp())
                ))
            )
        )
$$;
"""


class Migration(migrations.Migration):
    dependencies = (("access", "0005_flags"), ("agencies", "0004_team_telephone"))
    operations = (migrations.RunSQL(WALL, "DROP FUNCTION episodes_seen(); DROP FUNCTION sees_everything();"),)
