"""What a machine learns of functions while it is told to learn nothing is forgotten, and nothing else is."""

from wxlint.link.survey import Survey


def test_what_is_learnt_meanwhile_is_forgotten() -> None:
    machine = Survey().machine
    machine.learn(machine.relevant, 1)
    with machine.learning_nothing():
        machine.learn(machine.relevant, 1)
        machine.learn(machine.relevant, 2)
        machine.learn(machine.scattered, "show")
        assert machine.relevant == {1, 2}
    assert machine.relevant == {1}
    assert not machine.scattered


def test_what_is_learnt_inside_is_forgotten_first() -> None:
    machine = Survey().machine
    with machine.learning_nothing():
        machine.learn(machine.heavy, 1)
        with machine.learning_nothing():
            machine.learn(machine.heavy, 1)
            machine.learn(machine.heavy, 2)
        assert machine.heavy == {1}
    assert not machine.heavy


def test_it_is_forgotten_after_an_error_too() -> None:
    machine = Survey().machine
    try:
        with machine.learning_nothing():
            machine.learn(machine.active, 1)
            raise RuntimeError
    except RuntimeError:
        assert not machine.active


def test_what_is_known_is_not_copied() -> None:
    # Each page is rehearsed so: a copy of what is known of all pages would cost their square.
    machine = Survey().machine
    known = machine.surveyed
    with machine.learning_nothing():
        assert machine.surveyed is known
