"""A statement that the driver runs gives what SQLAlchemy would have given, on both databases."""

from typing import Any

import pytest
from sqlalchemy import bindparam, delete, func, insert, select, union_all, update
from sqlalchemy.exc import IntegrityError

from harness.reference.booking.tables import contacts, organizations
from harness.reference.database.statement import Statement
from tests.reference.world import HARBOUR, SUNRISE, World

JANE: dict[str, Any] = {"org_id": SUNRISE, "name": "Jane", "phone": "+16045550123"}


@pytest.mark.parametrize("consents", [True, False])
def test_rows_come_with_the_types_of_their_columns(world: World, consents: bool) -> None:
    world.database.insert("contacts", [JANE | {"sms_consent": consents}])
    element = select(contacts).where(contacts.c.phone == bindparam("number"))

    with world.database.transaction() as connection:
        expected = connection.execute(element, {"number": JANE["phone"]}).one()
        found = Statement(element).first(connection, {"number": JANE["phone"]})

    assert tuple(found) == tuple(expected)
    assert found._fields == expected._fields
    assert found.sms_consent is consents
    assert found.email is None


def test_a_constant_in_a_statement_need_not_be_given(world: World) -> None:
    """`limit` and compared texts are values of their own to SQLAlchemy."""
    ids = select(organizations.c.id).where(organizations.c.region == "CA", organizations.c.id != bindparam("but")).limit(1)

    with world.database.transaction() as connection:
        assert [row.id for row in Statement(ids).all(connection, {"but": HARBOUR})] == [SUNRISE]
        assert Statement(ids).first(connection, {"but": SUNRISE}).id == HARBOUR


def test_a_name_may_stand_for_two_places(world: World) -> None:
    one = select(organizations.c.name).where(organizations.c.id == bindparam("id"))

    with world.database.transaction() as connection:
        both = Statement(union_all(one, one)).all(connection, {"id": HARBOUR})

    assert [row.name for row in both] == ["Harbour Clinic"] * 2


def test_an_insert_tells_the_number_and_fills_in_defaults(world: World) -> None:
    add = Statement(insert(contacts))

    with world.database.transaction() as connection:
        numbers = [add.add(connection, JANE), add.add(connection, JANE | {"phone": "+16045550124", "sms_consent": False})]

    rows = world.database.rows("contacts")
    assert numbers == [row["id"] for row in rows] == [1, 2]
    assert [row["sms_consent"] for row in rows] == [True, False]
    assert len(world.database.changes()) == 2


def test_a_clash_is_the_error_that_handlers_know_and_leaves_nothing(world: World) -> None:
    add = Statement(insert(contacts))

    def twice() -> None:
        with world.database.transaction() as connection:
            add.add(connection, JANE)
            add.add(connection, JANE)

    with pytest.raises(IntegrityError) as clash:
        twice()

    assert "+1604" not in str(clash.value).partition("DETAIL")[0]
    assert world.database.rows("contacts") == []


def test_a_change_tells_how_many_rows_it_met(world: World) -> None:
    world.database.insert("contacts", [JANE, JANE | {"phone": "+16045550124"}])
    rename = Statement(update(contacts).where(contacts.c.phone == bindparam("number")))

    with world.database.transaction() as connection:
        assert rename.change(connection, {"number": JANE["phone"], "name": "Jan"}) == 1
        assert rename.change(connection, {"number": "nobody", "name": "Jan", "email": "x@y.z"}) == 0

    assert [row["name"] for row in world.database.rows("contacts")] == ["Jan", "Jane"]


def test_a_value_that_is_missing_is_an_error_and_not_a_null(world: World) -> None:
    find = Statement(select(contacts).where(contacts.c.phone == bindparam("number")))

    with pytest.raises(Exception, match="number"), world.database.transaction() as connection:
        find.first(connection, {"name": "Jane"})


def test_an_expression_can_be_asked_for(world: World) -> None:
    count = Statement(select(func.count().label("many"), func.max(contacts.c.name).label("last")))

    with world.database.transaction() as connection:
        connection.execute(delete(contacts))
        assert tuple(count.first(connection, {})) == (0, None)
