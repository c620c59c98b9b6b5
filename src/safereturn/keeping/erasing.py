"""The function in the database that erases what two people agreed should go. A change of it needs a new migration.

Each table that tells of a child stands in it once: see the test that fills every field and then looks in every table.
"""

FUNCTION = """
CREATE OR REPLACE FUNCTION erase_as_agreed(of_disposal bigint) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp
AS $$
DECLARE
    one public.keeping_disposal;
    records bigint[];
    episodes bigint[];
    second_place int;
    requests bigint[];
    handed bigint[];
    askings bigint[];
    glass bigint[];
    alerts bigint[];
    views bigint[];
BEGIN
    SELECT * INTO STRICT one FROM keeping_disposal WHERE id = of_disposal;
    PERFORM FROM children_child WHERE id = one.child_id OR joined_to_id = one.child_id ORDER BY id FOR UPDATE;
    records := ARRAY(SELECT id FROM children_child WHERE id = one.child_id OR joined_to_id = one.child_id);
    episodes := ARRAY(SELECT id FROM episodes_episode WHERE child_id = ANY(records));
    SELECT place INTO second_place FROM (
        SELECT min(place) AS place FROM keeping_step
        WHERE disposal_id = of_disposal AND what = 'agreed' AND person_id IS NOT NULL GROUP BY person_id
    ) AS agreed ORDER BY place OFFSET 1 LIMIT 1;
    IF second_place IS NULL THEN
        RAISE EXCEPTION 'Two people have not agreed to it.' USING ERRCODE = 'insufficient_privilege';
    ELSIF NOT EXISTS (SELECT FROM audit_sealedhead WHERE log = 'disposals' AND chain = 0 AND count > second_place) THEN
        RAISE EXCEPTION 'The day on which they agreed is not sealed.' USING ERRCODE = 'insufficient_privilege';
    ELSIF EXISTS (SELECT FROM keeping_step WHERE disposal_id = of_disposal AND what = 'carried-out') THEN
        RAISE EXCEPTION 'It was carried out already.' USING ERRCODE = 'insufficient_privilege';
    ELSIF EXISTS (SELECT FROM keeping_hold WHERE child_id = ANY(records) AND lifted_at IS NULL) THEN
        RAISE EXCEPTION 'A legal hold stands.' USING ERRCODE = 'insufficient_privilege';
    ELSIF one.due_on > current_date OR EXISTS (
        SELECT FROM episodes_episode WHERE id = ANY(episodes)
        AND (closed_at IS NULL OR closed_at > statement_timestamp() - interval '1 year')
    ) THEN
        RAISE EXCEPTION 'Its time has not come.' USING ERRCODE = 'insufficient_privilege';
    END IF;

    PERFORM set_config('safereturn.erasing', 'yes', true);
    IF one.part = 'record' THEN
        requests := ARRAY(SELECT id FROM keeping_subjectrequest WHERE child_id = ANY(records));
        INSERT INTO keeping_erasedrow (disposal_id, log, chain, place, seal)
            SELECT of_disposal, 'events', episode_id, place, seal FROM episodes_event
            WHERE episode_id = ANY(episodes) AND type <> 'erased';
        UPDATE episodes_event SET
            type = 'erased', content = '{}', said_by = '', post_id = NULL, source = 'live',
            happened_at = 'epoch', recorded_at = 'epoch', key = lpad(to_hex(place), 32, '0')::uuid
            WHERE episode_id = ANY(episodes) AND type <> 'erased';
        DELETE FROM duties_reminder WHERE duty_id IN (SELECT id FROM duties_duty WHERE episode_id = ANY(episodes));
        DELETE FROM duties_duty WHERE episode_id = ANY(episodes);
        DELETE FROM interviews_account WHERE episode_id = ANY(episodes);
        DELETE FROM finding_verdict WHERE pair_id IN (
            SELECT id FROM finding_pair WHERE one_id = ANY(records) OR other_id = ANY(records)
        );
        DELETE FROM finding_pair WHERE one_id = ANY(records) OR other_id = ANY(records);
        handed := ARRAY(SELECT id FROM finding_handedover WHERE child_id = ANY(records));
        DELETE FROM finding_notice WHERE handed_id = ANY(handed);
        DELETE FROM finding_takenup WHERE handed_id = ANY(handed);
        DELETE FROM finding_handedover WHERE id = ANY(handed);
        DELETE FROM children_number WHERE child_id = ANY(records);
        DELETE FROM keeping_subjectfile WHERE request_id = ANY(requests);
        DELETE FROM keeping_subjectapproval WHERE request_id = ANY(requests);
        DELETE FROM keeping_subjectedit WHERE request_id = ANY(requests);
        DELETE FROM keeping_subjectrequest WHERE id = ANY(requests);
        UPDATE episodes_episode SET
            reference = 'gone-' || id, area = '', category = '', highest_category = '', unborn = false,
            last_seen_at = NULL, reported_at = NULL, returned_at = NULL, arrival_asked_at = NULL
            WHERE id = ANY(episodes);
        UPDATE children_child SET
            given_name = '', family_name = '', known_as = '', also_called = '', description = '', facts = '{}',
            born_on = NULL, mother_id = NULL, mother_born_on = NULL, home_team_id = NULL, school_team_id = NULL
            WHERE id = ANY(records);
    ELSE
        IF NOT EXISTS (
            SELECT FROM keeping_step JOIN keeping_disposal ON keeping_disposal.id = disposal_id
            WHERE child_id = one.child_id AND part = 'record' AND what = 'carried-out'
        ) THEN
            RAISE EXCEPTION 'The record goes first.' USING ERRCODE = 'insufficient_privilege';
        END IF;
        glass := ARRAY(SELECT id FROM access_breakglass WHERE child_id = ANY(records));
        alerts := ARRAY(SELECT id FROM privacy_alert WHERE child_id = ANY(records));
        views := ARRAY(SELECT id FROM audit_view WHERE child_id = ANY(records) AND page <> 'erased');
        DELETE FROM privacy_review WHERE glass_id = ANY(glass) OR alert_id = ANY(alerts) OR sampled_id IN (
            SELECT id FROM privacy_sampled WHERE view_id = ANY(views)
        );
        DELETE FROM privacy_sampled WHERE view_id = ANY(views);
        DELETE FROM privacy_alert WHERE id = ANY(alerts);
        DELETE FROM privacy_glassnotice WHERE glass_id = ANY(glass);
        DELETE FROM access_authorisation WHERE glass_id = ANY(glass);
        DELETE FROM access_breakglass WHERE id = ANY(glass);
        askings := ARRAY(SELECT id FROM finding_asking WHERE child_id = ANY(records));
        DELETE FROM finding_notice WHERE asking_id = ANY(askings);
        DELETE FROM finding_answer WHERE asking_id = ANY(askings);
        DELETE FROM finding_asking WHERE id = ANY(askings);
        DELETE FROM access_involvement WHERE child_id = ANY(records);
        DELETE FROM access_restriction WHERE child_id = ANY(records);
        DELETE FROM keeping_hold WHERE child_id = ANY(records);
        INSERT INTO keeping_erasedrow (disposal_id, log, chain, place, seal)
            SELECT of_disposal, 'views', chain, place, seal FROM audit_view WHERE id = ANY(views);
        UPDATE audit_view SET
            person_id = 0, post_id = 0, agency_id = 0, episode_id = NULL, classes = '[]',
            page = 'erased', because = '', at = 'epoch'
            WHERE id = ANY(views);
    END IF;
    PERFORM set_config('safereturn.erasing', '', true);
END $$;
REVOKE ALL ON FUNCTION erase_as_agreed(bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION erase_as_agreed(bigint) TO safereturn_app;
"""
