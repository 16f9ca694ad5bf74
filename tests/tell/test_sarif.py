"""SARIF: valid by the published schema, and each thing where its readers look for it."""

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft4Validator
from msgspec.structs import replace

from tests.tell.sample import (
    CHAT,
    CONFIG,
    LONG,
    ORDER,
    PROJECT,
    RULES_ZH,
    found,
    report_on,
    sample_findings,
    sample_report,
    source_report,
    told,
)
from wxlint.judge.report import Report
from wxlint.model.finding import Edit, Fix
from wxlint.model.place import Place
from wxlint.read.files import Files
from wxlint.tell import Options

SCHEMA = json.loads((Path(__file__).parent / "sarif-2.1.0-rtm.4.json").read_bytes())


def run_of(report: Report, options: Options | None = None) -> dict[str, Any]:
    log: dict[str, Any] = json.loads(told("sarif", report, options))
    Draft4Validator(SCHEMA).validate(log)
    (run,) = log["runs"]
    assert isinstance(run, dict)
    return run


def results_of(rule: str) -> list[dict[str, Any]]:
    return [result for result in run_of(sample_report())["results"] if result["ruleId"] == rule]


@pytest.mark.parametrize("report", [sample_report(), report_on(Files(PROJECT), [])], ids=["sample", "empty"])
def test_a_log_is_valid_by_the_published_schema(report: Report) -> None:
    run_of(report, Options(language="zh", rules=RULES_ZH))
    run_of(report, Options(language="en", docs_url="https://docs.example.com"))


def test_paths_are_relative_and_escaped() -> None:
    path = "pages/订单 #1%/a.js"
    report = source_report("x", found("some-rule", Place(path, 0, 1), "warn", LONG, given="1"), path)
    (result,) = run_of(report)["results"]
    location = result["locations"][0]["physicalLocation"]["artifactLocation"]
    assert location["uri"] == "pages/%E8%AE%A2%E5%8D%95%20%231%25/a.js"
    assert location["uriBaseId"] == "%SRCROOT%"


@pytest.mark.parametrize(
    ("base", "uri"),
    [
        ("", CONFIG),
        (".", CONFIG),
        ("miniprogram", f"miniprogram/{CONFIG}"),
        ("apps/shop/", f"apps/shop/{CONFIG}"),
        ("../other", CONFIG),
        ("/srv/shop", CONFIG),
        ("C:/shop", CONFIG),
    ],
)
def test_no_path_is_absolute_whatever_was_checked(base: str, uri: str) -> None:
    run = run_of(report_on(Files(PROJECT), sample_findings()[-1:]), Options(base=base))
    assert run["artifacts"][0]["location"]["uri"] == uri
    assert "uri" not in run["originalUriBaseIds"]["%SRCROOT%"]


def test_a_log_names_no_folder_of_the_machine() -> None:
    assert str(PROJECT.parent) not in told("sarif", sample_report())


def test_columns_count_code_points_and_offsets_bytes() -> None:
    (result,) = results_of("unencoded-query")
    region = result["locations"][0]["physicalLocation"]["region"]
    data = (PROJECT / CHAT).read_bytes()
    line = data.decode().splitlines()[region["startLine"] - 1]
    assert line[region["startColumn"] - 1 : region["endColumn"] - 1] == "名字"
    assert data[region["byteOffset"] :][: region["byteLength"]].decode() == "名字"
    assert region["snippet"] == {"text": "名字"}
    assert run_of(sample_report())["columnKind"] == "unicodeCodePoints"


def test_related_places_are_related_locations() -> None:
    (result,) = results_of("non-https-url")
    related = result["relatedLocations"]
    assert [place["id"] for place in related] == list(range(1, 11))
    assert related[0]["message"]["text"] == "this request uses it"
    assert related[0]["physicalLocation"]["artifactLocation"]["uri"] == ORDER


def test_steps_are_a_code_flow() -> None:
    (result,) = results_of("unpaired-loading")
    (flow,) = result["codeFlows"]
    (thread,) = flow["threadFlows"]
    texts = [step["location"]["message"]["text"] for step in thread["locations"]]
    assert texts[0] == "the loading is shown"
    assert len(texts) == 3


def test_a_fix_applied_by_its_byte_offsets_gives_the_mended_file() -> None:
    data = (PROJECT / ORDER).read_bytes()
    for result in results_of("lowercase-method")[::-1]:
        (fix,) = result["fixes"]
        (change,) = fix["artifactChanges"]
        assert change["artifactLocation"]["uri"] == ORDER
        for replacement in change["replacements"][::-1]:
            start = replacement["deletedRegion"]["byteOffset"]
            end = start + replacement["deletedRegion"]["byteLength"]
            data = data[:start] + replacement["insertedContent"]["text"].encode() + data[end:]
        assert fix["properties"] == {"safe": True}
    assert b"method: 'POST'" in data
    assert b"method: 'PUT'" in data


def test_a_file_in_another_encoding_has_no_byte_offsets_and_no_fix() -> None:
    place = Place("a.js", 8, 13)
    fix = Fix((Edit(place, "'PUT'"),), safe=True)
    finding = replace(found("some-rule", place, "warn", LONG, given="1"), fix=fix)
    report = source_report("method: 'put' // 取消订单".encode("utf-16"), finding)
    (result,) = run_of(report)["results"]
    assert "fixes" not in result
    assert "byteOffset" not in result["locations"][0]["physicalLocation"]["region"]


def test_fingerprints_and_confidence_are_handed_on() -> None:
    (result,) = results_of("unencoded-query")
    assert list(result["partialFingerprints"]) == ["wxlint/v1"]
    assert result["properties"]["confidence"] == "likely"


def test_levels_are_those_of_sarif() -> None:
    levels = {result["ruleId"]: result["level"] for result in run_of(sample_report())["results"]}
    assert levels["non-https-url"] == "error"
    assert levels["lowercase-method"] == "warning"
    assert levels["long-timeout"] == "note"


def test_rules_carry_their_page_in_markdown() -> None:
    driver = run_of(sample_report(), Options(language="zh", rules=RULES_ZH))["tool"]["driver"]
    rules = {rule["id"]: rule for rule in driver["rules"]}
    assert rules["lowercase-method"]["help"]["markdown"].startswith("# lowercase-method")
    assert rules["lowercase-method"]["helpUri"] == "https://docs.example.com/lowercase-method"
    assert rules["lowercase-method"]["shortDescription"] == {"text": "请求方法没有大写"}
    assert rules["unset-timeout"]["defaultConfiguration"] == {"level": "none", "enabled": False}


def test_every_result_points_at_its_rule() -> None:
    run = run_of(sample_report(), Options(rules=RULES_ZH))
    rules = run["tool"]["driver"]["rules"]
    assert all(rules[result["ruleIndex"]]["id"] == result["ruleId"] for result in run["results"])


def test_every_location_points_at_its_artifact() -> None:
    run = run_of(sample_report())
    uris = [artifact["location"]["uri"] for artifact in run["artifacts"]]
    for result in run["results"]:
        location = result["locations"][0]["physicalLocation"]["artifactLocation"]
        assert uris[location["index"]] == location["uri"]
