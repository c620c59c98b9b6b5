"""`safereturn derive-again`: what a changed rule, reading or calendar makes of the duties of the open episodes."""

from safereturn.config.django_setup import set_up_django


def main(*, only_say: bool) -> int:
    """Derive the duties of every open episode again and print what became another, kind by kind.

    With `only_say` nothing is stored. Returns the exit code: 0.
    """
    set_up_django()

    from safereturn.config.derive_again import derive_again, in_words
    from safereturn.config.progress import Progress

    print(in_words(derive_again(stores=not only_say, progress=Progress("Derived again")), stored=not only_say))
    return 0
