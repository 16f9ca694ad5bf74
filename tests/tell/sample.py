"""A report made by hand on `project/`: one finding of each kind that the formats must cope with."""

import io
from pathlib import Path

from msgspec.structs import replace

from wxlint.judge.report import Hidden, Judged, Report, Summary
from wxlint.model.finding import Edit, Finding, Fix, Level, Message, Related
from wxlint.model.place import Place
from wxlint.read.files import Files
from wxlint.tell import Options, RuleCard, write

PROJECT = Path(__file__).parent / "project"

CONFIG, ORDER, CHAT = "utils/config.js", "pages/order/order.js", "pages/chat/chat.js"

NON_HTTPS = Message(
    zh="请求地址用的是 {scheme}，真机上会被拒绝",
    en="the request goes over {scheme}, which phones refuse",
    zh_details=(
        "正式版小程序只能请求 https 地址；开发者工具里能通，只是因为勾选了“不校验合法域名”。\n"
        "改成 https://，并在小程序后台“开发管理”里把域名加入 request 合法域名。"
    ),
    en_details=(
        "A released mini-program may request https addresses only; it works in the developer tools because "
        "domain checking is switched off there.\n"
        "Write https:// and add the domain to the request domains in the admin console."
    ),
)
LOWERCASE = Message(
    zh="method 的值 {written} 不是大写",
    en="the method {written} is not upper-case",
    zh_details="部分机型只认大写的方法名。改成大写即可。",
    en_details="Some phones know upper-case methods only. Write it in upper case.",
)
UNPAIRED = Message(
    zh="请求失败时没有关闭加载提示",
    en="the loading stays when the request fails",
    zh_details="用户会一直看到“提交中”，点不了别的。把 wx.hideLoading() 挪到 complete 里。",
    en_details="The user sees it for ever and can tap nothing. Move wx.hideLoading() into complete.",
)
UNENCODED = Message(
    zh="拼进查询字符串的 {value} 没有编码",
    en="{value} goes into the query string unencoded",
    zh_details="值里有 &、# 或空格时，服务器收到的参数会变。用 encodeURIComponent({value}) 包起来。",
    en_details="With & or # in it the server gets other parameters. Wrap it: encodeURIComponent({value}).",
)
# A message may have no details.
LONG = Message(
    zh="超时时间 {given} 毫秒比默认值还长",
    en="the timeout of {given} ms is longer than the default",
    zh_details="",
    en_details="",
)
MISSING = Message(
    zh="app.json 里的页面 {page} 没有对应的文件",
    en="the page {page} of app.json has no file",
    zh_details="补上文件，或者从 pages 里删掉这一项。",
    en_details="Add the file, or take the page out of pages.",
)

HIDDEN = Hidden(
    suppressed=2, baseline=4, unsure=1, elsewhere=3, left_out={"miniprogram_npm": 30, "minified": 4}
)

RULES_ZH = (
    RuleCard("non-https-url", "请求地址不是 https", "# non-https-url\n\n真机只放行 https。", "error"),
    RuleCard(
        "lowercase-method",
        "请求方法没有大写",
        "# lowercase-method\n\n方法名应大写。",
        "warn",
        "https://docs.example.com/lowercase-method",
    ),
    RuleCard("unset-timeout", "没有设置超时", "", "off"),
)


def place(path: str, code: str, number: int = 1) -> Place:
    """Where `code` stands in a file of the project, for the `number`th time."""
    data, wanted = (PROJECT / path).read_bytes(), code.encode()
    start = -1
    for _ in range(number):
        start = data.index(wanted, start + 1)
    return Place(path, start, start + len(wanted))


def found(rule: str, where: Place, level: Level, message: Message, **arguments: str) -> Finding:
    """A certain finding without anything more."""
    return Finding(rule, where, level, "certain", message, arguments)


def upper_case(written: str, wanted: str) -> Finding:
    """A finding with a safe fix."""
    where = place(ORDER, written)
    fix = Fix((Edit(where, wanted),), safe=True)
    finding = found("lowercase-method", where, "warn", LOWERCASE, written=written)
    return replace(finding, fix=fix)


def judged(finding: Finding, files: Files) -> Judged:
    """The finding with its lines and columns, as the judge hands it on."""
    span = Report(files).span(finding.place)
    return Judged(
        finding,
        span.line,
        span.column,
        span.end_line,
        span.end_column,
        f"{finding.rule}-{finding.place.start}",
        f"rules/{finding.rule}.md",
    )


def report_on(
    files: Files, findings: list[Finding], hidden: Hidden | None = None, projects: int = 1
) -> Report:
    """A report with these findings, counted."""
    count: dict[Level, int] = {"error": 0, "warn": 0, "info": 0}
    for finding in findings:
        count[finding.level] += 1
    summary = Summary(31, projects, 12, 36, count["error"], count["warn"], count["info"])
    return Report(files, tuple(judged(finding, files) for finding in findings), summary, hidden or Hidden())


def sample_findings() -> list[Finding]:
    """In the report's order: path, line, column, rule."""
    sites = (place(ORDER, "wx.request", 1), place(ORDER, "wx.request", 2))
    used = [Related(site, "这里的请求用到它", "this request uses it") for site in sites]
    used += [
        Related(place(CHAT, code), "拼出地址的一部分", "becomes a part of the address")
        for code in ("send", "名字", "wx", "url", "text", "room", "Page", "const")
    ]
    steps = (
        Related(place(ORDER, "wx.showLoading"), "显示加载提示", "the loading is shown"),
        Related(sites[0], "请求失败，进入 fail（没有写）", "the request fails; there is no fail"),
        Related(place(ORDER, "wx.hideLoading"), "只在成功时关闭", "it is hidden on success only"),
    )
    call = Place(ORDER, sites[0].start, place(ORDER, "\n\t},").start)
    query = found("unencoded-query", place(CHAT, "名字", 2), "warn", UNENCODED, value="名字")
    loading = found("unpaired-loading", place(ORDER, "wx.showLoading"), "error", UNPAIRED)
    address = place(CONFIG, "'http://api.example.com'")
    plain = found("non-https-url", address, "error", NON_HTTPS, scheme="http")
    gone = "pages/gone/gone"
    return [
        found("missing-page-file", Place(f"{gone}.js", 0, 0), "error", MISSING, page=gone),
        replace(query, confidence="likely"),
        replace(loading, steps=steps),
        found("long-timeout", call, "info", LONG, given="90000"),
        upper_case("'post'", "'POST'"),
        upper_case("'put'", "'PUT'"),
        replace(plain, related=tuple(used)),
    ]


def sample_report() -> Report:
    """The whole sample, with something hidden for every reason."""
    return report_on(Files(PROJECT), sample_findings(), HIDDEN)


def source_report(text: str | bytes, finding: Finding, path: str = "a.js") -> Report:
    """A report with one finding on one file whose text is given."""
    data = text.encode() if isinstance(text, str) else text
    return report_on(Files(PROJECT, {path: data}), [finding])


def told(name: str, report: Report, options: Options | None = None, encoding: str = "utf-8") -> str:
    """What a format writes."""
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding=encoding, newline="")
    write(name, report, stream, options or Options())
    stream.flush()
    return raw.getvalue().decode(encoding)
