"""Lists: bare arrays and pages, newest first, with the filters that are documented."""

import pytest

from tests.reference.platform.test_resources import EXAMPLES
from tests.reference.platform.world import World, made, messages


@pytest.mark.parametrize("path", ["/assistant", "/tool", "/squad", "/phone-number", "/call", "/credential"])
def test_these_are_bare_arrays(light: World, path: str) -> None:
    assert made(light.ours.get(path)) == []


@pytest.mark.parametrize("path", ["/structured-output", "/eval", "/eval/run", "/chat", "/session", "/eval/simulation/run"])
def test_these_come_in_pages(light: World, path: str) -> None:
    listed = made(light.ours.get(path))

    assert listed["results"] == []
    assert {"itemsPerPage": 100, "totalItems": 0, "currentPage": 1}.items() <= listed["metadata"].items()


def test_newest_come_first_and_a_limit_keeps_them(world: World) -> None:
    made_ids = [world.create("/tool", EXAMPLES["/tool"])["id"] for _ in range(4)]

    assert [one["id"] for one in made(world.ours.get("/tool"))] == made_ids[::-1]
    assert [one["id"] for one in made(world.ours.get("/tool?limit=2"))] == made_ids[:1:-1]


def test_pages_follow_one_another(world: World) -> None:
    names = [world.create("/eval", {**EXAMPLES["/eval"], "name": f"e{n}"})["name"] for n in range(5)]

    pages = [made(world.ours.get(f"/eval?limit=2&sortOrder=ASC&page={page}")) for page in (1, 2, 3)]

    assert [one["name"] for page in pages for one in page["results"]] == names
    assert [page["metadata"]["hasNextPage"] for page in pages] == [True, True, False]
    assert pages[0]["metadata"]["totalItems"] == 5


def test_simulations_are_an_array_until_a_page_is_asked_for(world: World) -> None:
    world.create("/eval/simulation", EXAMPLES["/eval/simulation"])

    assert len(made(world.ours.get("/eval/simulation"))) == 1
    assert len(made(world.ours.get("/eval/simulation?page=1"))["results"]) == 1


def test_one_pages_through_an_array_by_its_dates(world: World) -> None:
    old = world.create("/tool", EXAMPLES["/tool"])
    moment = old["createdAt"]

    found = {how: len(made(world.ours.get("/tool", params={f"createdAt{how}": moment}))) for how in ("Gt", "Ge", "Lt", "Le")}

    assert found == {"Gt": 0, "Ge": 1, "Lt": 0, "Le": 1}
    assert made(world.ours.get("/tool", params={"createdAtGt": "2020-01-01T00:00:00+02:00"})) == [old]


def test_filters_by_name_and_id(world: World) -> None:
    one, two = (world.create("/eval/simulation/suite", {**EXAMPLES["/eval/simulation/suite"], "name": name}) for name in "ab")

    assert made(world.ours.get("/eval/simulation/suite?name=b")) == [two]
    assert made(world.ours.get("/eval/simulation/suite", params={"idAny": f"{one['id']},{two['id']}"})) == [two, one]


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("limit=1001", "limit must not be greater than 1000"),
        ("limit=-1", "limit must not be less than 0"),
        ("limit=many", "limit must be a number conforming to the specified constraints"),
        ("limit=nan", "limit must be a number conforming to the specified constraints"),
        ("limit=inf", "limit must be a number conforming to the specified constraints"),
        ("page=2", "property page should not exist"),
        ("createdAtLt=yesterday", "createdAtLt must be a valid ISO 8601 date string"),
    ],
)
def test_a_query_that_cannot_be_meant_is_refused(light: World, query: str, told: str) -> None:
    assert messages(light.ours.get(f"/assistant?{query}")) == [told]
