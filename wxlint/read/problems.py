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
SourceCode = Literal["bom", "utf-16", "utf-32", "gbk", "invalid-utf-8", "trailing-nul"]

FILE_SENTENCES: dict[FileCode, Sentence] = {
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

SOURCE_SENTENCES: dict[SourceCode, Sentence] = {
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
        "the file holds bytes that are not UTF-8, in {detail} place(s); save it as UTF-8",
    ),
    "trailing-nul": Sentence(
        "文件末尾有 {detail} 个空字节（NUL），像是写坏的文件",
        "the file ends in {detail} NUL byte(s), as a badly written file does",
    ),
}


class FileProblem(msgspec.Struct, frozen=True):
    """A path that could not be read as a file: what was asked for (relative, with `/`), and why not."""

    path: str
    code: FileCode
    detail: str = ""

    def sentence(self, language: Language = "en") -> str:
        """The problem in words."""
        return FILE_SENTENCES[self.code].of(language, self.detail)


class SourceProblem(msgspec.Struct, frozen=True):
    """Something wrong with a file's encoding; `start`/`end` are byte offsets into `Source.utf8`."""

    code: SourceCode
    start: int
    end: int
    detail: str = ""

    def sentence(self, language: Language = "en") -> str:
        """The problem in words."""
        return SOURCE_SENTENCES[self.code].of(language, self.detail)
