"""What can be wrong with a file before any rule looks at it: codes, places, and a sentence for each code.

The readers never raise on a user's file. What they meet is one of these records. The sentences are data, so
that every reader's codes are worded in one place and in both languages.
"""

from __future__ import annotations

from typing import Literal

import msgspec

Language = Literal["zh", "en"]


class Sentence(msgspec.Struct, frozen=True):
    """One sentence for the user in both languages; `{detail}` is filled in where a problem has one."""

    zh: str
    en: str

    def of(self, language: Language, detail: str = "") -> str:
        """The sentence in one language, with the problem's detail put in."""
        return (self.zh if language == "zh" else self.en).replace("{detail}", detail)


FileCode = Literal[
    "missing",
    "folder",
    "special",
    "dangling-link",
    "link-loop",
    "outside",
    "unreadable",
    "too-large",
    "undecodable-name",
]
JsonCode = Literal[
    "comment",
    "unclosed-comment",
    "trailing-comma",
    "extra-comma",
    "missing-comma",
    "missing-colon",
    "missing-value",
    "unquoted-key",
    "single-quotes",
    "full-width",
    "odd-space",
    "unclosed-string",
    "control-character",
    "bad-escape",
    "bad-number",
    "unknown-word",
    "unclosed",
    "unexpected",
    "too-deep",
    "empty",
]
MarkupCode = Literal[
    "unclosed-element",
    "stray-close",
    "bad-close",
    "unclosed-tag",
    "unclosed-wxs",
    "unclosed-mustache",
    "unclosed-quote",
    "unquoted-value",
    "bad-attribute",
]
ScriptCode = Literal[
    "open-text",
    "open-comment",
    "unclosed-bracket",
    "stray-bracket",
    "missing-token",
    "nothing-here",
    "missing-before",
    "no-name",
    "no-value",
    "no-place",
    "unparsed",
]
SourceCode = Literal["bom", "utf-16", "utf-32", "gbk", "invalid-utf-8", "trailing-nul"]

FILE_SENTENCES: dict[str, Sentence] = {
    "missing": Sentence("文件不存在", "there is no such file"),
    "folder": Sentence("这是一个文件夹，不是文件", "this is a folder, not a file"),
    "special": Sentence(
        "这不是普通文件（管道、设备或套接字），没有打开",
        "this is a pipe, device or socket, so it was not opened",
    ),
    "dangling-link": Sentence("符号链接指向的文件不存在", "the symbolic link points to nothing"),
    "link-loop": Sentence("符号链接绕成了环", "the symbolic link leads back to itself"),
    "outside": Sentence(
        "路径指向被检查的目录之外，没有读取", "the path leads out of the checked folder, so it was not read"
    ),
    "unreadable": Sentence("文件无法读取：{detail}", "the file cannot be read: {detail}"),
    "too-large": Sentence("文件过大，没有读取：{detail}", "the file is too large and was not read: {detail}"),
    "undecodable-name": Sentence(
        "文件名不是 UTF-8 编码，没有读取", "the file's name is not UTF-8, so it was not read"
    ),
}

SOURCE_SENTENCES: dict[str, Sentence] = {
    "bom": Sentence("文件以 UTF-8 BOM 开头", "the file starts with a UTF-8 byte order mark"),
    "utf-16": Sentence(
        "文件是 UTF-16 编码，平台只认 UTF-8；请另存为 UTF-8",
        "the file is UTF-16, and the platform reads only UTF-8; save it as UTF-8",
    ),
    "utf-32": Sentence(
        "文件是 UTF-32 编码，平台只认 UTF-8；请另存为 UTF-8",
        "the file is UTF-32, and the platform reads only UTF-8; save it as UTF-8",
    ),
    "gbk": Sentence(
        "文件是 GBK 编码，平台只认 UTF-8；请另存为 UTF-8",
        "the file is GBK, and the platform reads only UTF-8; save it as UTF-8",
    ),
    "invalid-utf-8": Sentence(
        "文件里有不合法的 UTF-8 字节，共 {detail} 处；请另存为 UTF-8",
        "the file has bytes that are not UTF-8, in {detail} place(s); save it as UTF-8",
    ),
    "trailing-nul": Sentence(
        "文件末尾有 {detail} 个空字节（NUL），像是没有正常保存的文件",
        "the file ends in {detail} NUL byte(s), like one that was not saved properly",
    ),
}

JSON_SENTENCES: dict[str, Sentence] = {
    "comment": Sentence("JSON 里不能写注释", "JSON has no comments"),
    "unclosed-comment": Sentence(
        "JSON 里不能写注释，而且这个注释没有结束", "JSON has no comments, and this one never ends"
    ),
    "trailing-comma": Sentence("最后一项后面多了逗号", "there is a comma after the last entry"),
    "extra-comma": Sentence("多了一个逗号", "there is one comma too many"),
    "missing-comma": Sentence("这一项前面少了逗号", "a comma is missing before this entry"),
    "missing-colon": Sentence("键和值之间少了冒号", "a colon is missing between the key and this value"),
    "missing-value": Sentence("这个键没有值", "this key has no value"),
    "unquoted-key": Sentence("键要用双引号括起来：{detail}", "a key needs double quotes: {detail}"),
    "single-quotes": Sentence("字符串要用双引号", "a string needs double quotes"),
    "full-width": Sentence(
        "这是中文标点 {detail}，请换成英文标点", "{detail} is full-width punctuation; write the ASCII one"
    ),
    "odd-space": Sentence(
        "这里有一个特殊的空白字符（{detail}），请换成普通空格",
        "this is not an ordinary space ({detail}); JSON allows only spaces, tabs and line breaks",
    ),
    "unclosed-string": Sentence(
        "字符串没有结束，少了引号", "the string never ends: its closing quote is missing"
    ),
    "control-character": Sentence(
        "字符串里有换行或制表符，请写成 \\n、\\t", "the string has a raw tab or line break; write \\t or \\n"
    ),
    "bad-escape": Sentence("没有这种转义：{detail}", "there is no such escape: {detail}"),
    "bad-number": Sentence("JSON 不认识这样的数字：{detail}", "JSON has no such number: {detail}"),
    "unknown-word": Sentence(
        "JSON 不认识 {detail}；字符串要加双引号", "JSON does not know {detail}; a string needs double quotes"
    ),
    "unclosed": Sentence("这个括号没有闭合", "this bracket is never closed"),
    "unexpected": Sentence("这里不该出现 {detail}", "{detail} is not allowed here"),
    "too-deep": Sentence("嵌套太深，里面的内容没有读取", "nested too deeply; what is inside was not read"),
    "empty": Sentence("文件是空的；至少要有 {}", "the file is empty; it needs at least {}"),
}

MARKUP_SENTENCES: dict[str, Sentence] = {
    "unclosed-element": Sentence("<{detail}> 没有结束标签", "<{detail}> is never closed"),
    "stray-close": Sentence("</{detail}> 没有对应的开始标签", "</{detail}> closes nothing"),
    "bad-close": Sentence("结束标签里多了 {detail}", "{detail} is not allowed in a closing tag"),
    "unclosed-tag": Sentence("标签 <{detail} 少了 >", "the tag <{detail} has no >"),
    "unclosed-wxs": Sentence(
        "<wxs> 没有结束标签，后面的内容都成了脚本", "<wxs> is never closed, so all that follows is script"
    ),
    "unclosed-mustache": Sentence("{{ 没有对应的 }}", "{{ has no }}"),
    "unclosed-quote": Sentence("属性值少了右引号", "the attribute's value has no closing quote"),
    "unquoted-value": Sentence("属性值要加引号：{detail}", "an attribute's value needs quotes: {detail}"),
    "bad-attribute": Sentence("这里不该出现 {detail}", "{detail} is no attribute"),
}

SCRIPT_SENTENCES: dict[str, Sentence] = {
    "open-text": Sentence(
        "这个字符串没有结束，少了 {detail}", "this string never ends: its closing {detail} is missing"
    ),
    "open-comment": Sentence("这个注释没有结束，少了 */", "this comment never ends: its */ is missing"),
    "unclosed-bracket": Sentence("这个 {detail} 没有闭合", "this {detail} is never closed"),
    "stray-bracket": Sentence(
        "这个 {detail} 前面没有与它配对的括号", "this {detail} has no opening bracket before it"
    ),
    "missing-token": Sentence("这里少了 {detail}", "{detail} is missing here"),
    "nothing-here": Sentence("这里少了名字或值", "a name or a value is missing here"),
    "missing-before": Sentence("它前面少了 {detail}", "{detail} is missing before this"),
    "no-name": Sentence("它前面少了名字", "a name is missing before this"),
    "no-value": Sentence("它前面少了值", "a value is missing before this"),
    "no-place": Sentence("这里不该出现 {detail}", "{detail} is not allowed here"),
    "unparsed": Sentence("从这里开始的代码无法解析", "the code from here on does not parse"),
}

#: Every code's sentence; no code is used twice.
SENTENCES: dict[str, Sentence] = {
    **FILE_SENTENCES,
    **SOURCE_SENTENCES,
    **JSON_SENTENCES,
    **MARKUP_SENTENCES,
    **SCRIPT_SENTENCES,
}


class FileProblem(msgspec.Struct, frozen=True):
    """A path that could not be read as a file: what was asked for (relative, with `/`), and why not."""

    path: str
    code: FileCode
    detail: str = ""

    def sentence(self, language: Language = "en") -> str:
        """The problem in words."""
        return SENTENCES[self.code].of(language, self.detail)


class SourceProblem(msgspec.Struct, frozen=True):
    """Something wrong with a file's encoding; `start`/`end` are byte offsets into `Source.utf8`."""

    code: SourceCode
    start: int
    end: int
    detail: str = ""

    def sentence(self, language: Language = "en") -> str:
        """The problem in words."""
        return SENTENCES[self.code].of(language, self.detail)
