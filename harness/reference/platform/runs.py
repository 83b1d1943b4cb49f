"""POST /eval/simulation/run: each simulation is one conversation between a tester and the target.

The tester says what its scenario's instructions quote; there is no model here to improvise. Evaluations of type regex are judged
on the transcript, those that need a model are skipped and say so; as on the platform, a run that skips all of them passes.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from msgspec import Struct

from harness.contract.problems import ContractProblems
from harness.reference.platform.errors import PlatformError, bad_request
from harness.reference.platform.kinds import KINDS
from harness.reference.platform.playing import Played, PlayRequest
from harness.reference.platform.records import Record, stamp
from harness.reference.platform.shelf import Shelf
from harness.reference.platform.speech import artifact_of
from harness.reference.platform.stage import Stage, seed_of
from harness.reference.platform.validation import faults_of

__all__ = ["ITEM", "SimulationRuns"]

ITEM = "simulation-run-item"
"""Kind of the records of items."""
_STATES = ("passed", "failed", "running", "queued", "canceled")
_NO_MODEL = "No model judges on this stand-in; an evaluation of type regex is judged."


class _Planned(Struct, frozen=True, kw_only=True):
    """One simulation to be held, with its scenario in full."""

    simulation_id: str | None
    scenario_id: str | None
    personality_id: str | None
    name: str
    scenario: Mapping[str, Any]


class SimulationRuns:
    """Holds simulations of all organisations."""

    def __init__(self, shelf: Shelf, stage: Stage) -> None:
        self._shelf = shelf
        self._stage = stage

    def create(self, org_id: str, body: Any) -> tuple[Record, list[str]]:
        """The run as it is queued, and the ids of its items. 400 for a body that cannot be, 404 for what is not there."""
        self._stage.need_player()
        faults = faults_of(body, "SimulationRun")
        if faults:
            raise bad_request(faults)
        planned = [one for entry in body["simulations"] for one in self._planned(org_id, entry)]
        wanted = planned * int(body.get("iterations", 1))
        run = {"iterations": 1, **body, "status": "queued", "queuedAt": stamp(self._shelf.records.now()), "results": []}
        record = self._shelf.records.add(org_id, "simulation-run", self._shelf.new_id(), run | _counts(["queued"] * len(wanted)))
        items = [self._item(org_id, record.id, one, 1 + place // len(planned)) for place, one in enumerate(wanted)]
        self._stage.later(lambda: self._hold(org_id, record.id, list(zip(items, wanted, strict=True)), body["target"]))
        return record, items

    def cancel(self, org_id: str, id: str) -> Record:
        """What is still queued is not held. 404 when there is no such run."""
        self._shelf.get(org_id, KINDS["simulation-run"], id)
        for item in self.items(org_id, id):
            if item.body["status"] == "queued":
                self._change(org_id, ITEM, item.id, {"status": "canceled"})
        return self._counted(org_id, id, {"status": "ended", "endedReason": "canceled"})

    def items(self, org_id: str, run_id: str) -> list[Record]:
        """Items of a run, in the order they are held. 404 when there is no such run."""
        self._shelf.get(org_id, KINDS["simulation-run"], run_id)
        return [one for one in reversed(self._shelf.records.all(org_id, ITEM)) if one.body["runId"] == run_id]

    # --- what is held ------------------------------------------------------------------------------------------------------

    def _planned(self, org_id: str, entry: Mapping[str, Any]) -> Iterator[_Planned]:
        if entry["type"] == "simulationSuite":
            suite = self._shelf.get(org_id, KINDS["suite"], str(entry.get("simulationSuiteId")))
            for simulation_id in suite.body["simulationIds"]:
                yield self._simulation(org_id, simulation_id)
        elif entry.get("simulationId"):
            yield self._simulation(org_id, entry["simulationId"])
        else:
            yield self._composed(org_id, entry)

    def _simulation(self, org_id: str, id: str) -> _Planned:
        found = self._shelf.get(org_id, KINDS["simulation"], id)
        return self._composed(org_id, found.body, id)

    def _composed(self, org_id: str, entry: Mapping[str, Any], id: str | None = None) -> _Planned:
        scenario_id, personality_id = entry.get("scenarioId"), entry.get("personalityId")
        if not (scenario_id or entry.get("scenario")) or not (personality_id or entry.get("personality")):
            raise bad_request("a simulation needs scenarioId or scenario, and personalityId or personality")
        scenario = entry.get("scenario") or self._shelf.get(org_id, KINDS["scenario"], str(scenario_id)).body
        if personality_id:
            self._shelf.get(org_id, KINDS["personality"], personality_id)
        return _Planned(
            simulation_id=id,
            scenario_id=scenario_id,
            personality_id=personality_id,
            name=str(entry.get("name") or scenario.get("name") or ""),
            scenario=scenario,
        )

    def _item(self, org_id: str, run_id: str, planned: _Planned, iteration: int) -> str:
        body = {
            "runId": run_id,
            "simulationId": planned.simulation_id,
            "scenarioId": planned.scenario_id,
            "personalityId": planned.personality_id,
            "status": "queued",
            "iterationNumber": iteration,
        }
        return self._shelf.records.add(org_id, ITEM, self._shelf.new_id(), body).id

    def _hold(self, org_id: str, run_id: str, items: Sequence[tuple[str, _Planned]], target: Mapping[str, Any]) -> None:
        run = self._shelf.get(org_id, KINDS["simulation-run"], run_id)
        if run.body["status"] == "ended":
            return
        self._counted(org_id, run_id, {"status": "running", "startedAt": stamp(self._shelf.records.now())})
        for item_id, planned in items:
            item = self._shelf.records.get(org_id, ITEM, item_id)
            if item is not None and item.body["status"] == "queued":
                self._change(org_id, ITEM, item_id, {"status": "running"})
                self._change(org_id, ITEM, item_id, self._held(org_id, item_id, planned, target))
                self._counted(org_id, run_id, {})
        self._counted(org_id, run_id, {"status": "ended", "endedAt": stamp(self._shelf.records.now())})

    def _held(self, org_id: str, id: str, planned: _Planned, target: Mapping[str, Any]) -> dict[str, Any]:
        started = self._stage.now()
        over = {**(target.get("assistantOverrides") or {}), **(planned.scenario.get("targetOverrides") or {})}
        mocks = [one for one in planned.scenario.get("toolMocks") or () if one.get("enabled", True)]
        try:
            request = PlayRequest(
                kind="simulation",
                squad=self._stage.squad(org_id, {**target, "assistantOverrides": over}),
                id=id,
                org_id=org_id,
                started_at=started,
                seed=seed_of(id),
                instructions=str(planned.scenario["instructions"]),
                variables=over.get("variableValues") or {},
                mocks={one["toolName"]: str(one.get("result", "")) for one in mocks},
            )
            played = self._stage.play(request)
        except ContractProblems as wrong:
            return {"status": "failed", "failureReason": str(wrong)}
        except PlatformError as wrong:
            return {"status": "failed", "failureReason": str(wrong.body.get("message"))}
        artifact = artifact_of(played.trace, started)
        return self._judged(org_id, planned, played, artifact)

    def _judged(self, org_id: str, planned: _Planned, played: Played, artifact: Mapping[str, Any]) -> dict[str, Any]:
        evaluations = [self._evaluated(org_id, one, artifact["transcript"]) for one in planned.scenario["evaluations"]]
        counted = [one for one in evaluations if one["required"] and not one.get("isSkipped")]
        gave_up = played.trace.gave_up
        passed = gave_up is None and all(one["passed"] for one in counted)
        judged: dict[str, Any] = {
            "status": "passed" if passed else "failed",
            "metadata": {"call": {"transcript": artifact["transcript"], "messages": artifact["messages"]}},
            "results": {"passed": passed, "evaluations": evaluations},
        }
        if gave_up is not None:
            judged["failureReason"] = f"the tester {gave_up.reason}"
        elif not passed:
            wrong = [f"{one['name']} is {one['extractedValue']!r}" for one in counted if not one["passed"]]
            judged["failureReason"] = "; ".join(wrong)
        return judged

    def _evaluated(self, org_id: str, evaluation: Mapping[str, Any], transcript: str) -> dict[str, Any]:
        output_id = evaluation.get("structuredOutputId")
        found = self._shelf.records.get(org_id, "structured-output", output_id) if output_id else None
        output = found.body if found else evaluation.get("structuredOutput") or {}
        told: dict[str, Any] = {
            "structuredOutputId": output_id or "inline",
            "name": output.get("name", ""),
            "comparator": evaluation["comparator"],
            "expectedValue": evaluation["value"],
            "required": evaluation.get("required", True),
        }
        if output.get("type") != "regex" or not output.get("regex"):
            return told | {"extractedValue": None, "passed": False, "isSkipped": True, "skipReason": _NO_MODEL}
        value = _extracted(output, transcript)
        return told | {"extractedValue": value, "passed": _compares(value, evaluation["comparator"], evaluation["value"])}

    # --- what is written down ----------------------------------------------------------------------------------------------

    def _counted(self, org_id: str, run_id: str, change: Mapping[str, Any]) -> Record:
        items = self.items(org_id, run_id)
        results = [
            {"status": {"passed": "pass", "failed": "fail"}[one.body["status"]], "isSkipped": False}
            for one in items
            if one.body["status"] in ("passed", "failed")
        ]
        counts = _counts([str(one.body["status"]) for one in items])
        return self._change(org_id, "simulation-run", run_id, {**counts, "results": results, **change})

    def _change(self, org_id: str, kind: str, id: str, change: Mapping[str, Any]) -> Record:
        changed = self._shelf.records.change(org_id, kind, id, lambda old: ({**old.body, **change}, old.kept))
        if changed is None:
            raise bad_request(f"the {kind} {id} was deleted meanwhile")
        return changed


def _counts(states: Sequence[str]) -> dict[str, Any]:
    counts = {state: states.count(state) for state in _STATES}
    return {"itemCounts": {"total": len(states), **counts, "distinctSimulationTotal": len(states), "distinctSimulationFailed": 0}}


def _extracted(output: Mapping[str, Any], transcript: str) -> Any:
    """What the pattern finds: the first match, or for a boolean whether there is one."""
    pattern = str(output["regex"])
    try:
        found = re.search(pattern, transcript)
    except re.error:
        return None
    if (output.get("schema") or {}).get("type") == "boolean":
        return found is not None
    return None if found is None else found.group(1) if found.groups() else found.group(0)


def _compares(found: Any, comparator: str, expected: Any) -> bool:
    if comparator in ("=", "!="):
        return (found == expected) is (comparator == "=")
    try:
        left, right = float(found), float(expected)
    except (TypeError, ValueError):
        return False
    return {">": left > right, "<": left < right, ">=": left >= right, "<=": left <= right}[comparator]
