"""A `.vue` file: the script in its place, what `#ifdef` keeps, what the template names."""

from wxlint.read.conditional import holds, keep_branches
from wxlint.read.vue import SingleFile, read_vue

WECHAT = frozenset({"MP", "MP-WEIXIN", "VUE3"})


def read(text: str) -> SingleFile:
    return read_vue(text.encode(), WECHAT)


def script(text: str) -> str:
    """What is left of a file once the blank parts are taken away."""
    return read(text).script.decode().strip()


class TestScript:
    def test_every_byte_stands_where_it_stands_in_the_file(self) -> None:
        text = "<template>\n  <view>你好</view>\n</template>\n<script>\nexport default {}\n</script>\n"
        found = read(text).script
        assert len(found) == len(text.encode())
        assert found.index(b"export") == text.encode().index(b"export")
        assert found.count(b"\n") == text.count("\n")

    def test_both_scripts_are_read_as_one(self) -> None:
        found = script("<script>const a = 1</script>\n<script setup>const b = 2</script>")
        assert found.split() == ["const", "a", "=", "1", "const", "b", "=", "2"]

    def test_the_language_says_how_it_is_read(self) -> None:
        assert read("<script>a</script>").suffix == "js"
        assert read('<script setup lang="ts">a</script>').suffix == "ts"
        assert read("<script lang='tsx'>a</script>").suffix == "tsx"

    def test_a_script_of_the_view_layer_is_none(self) -> None:
        assert script('<script module="m" lang="renderjs">uni.request({})</script>') == ""
        assert script('<script lang="wxs">a</script>') == ""

    def test_a_script_may_stand_elsewhere(self) -> None:
        assert read('<script src="./page.js"></script>').source == "./page.js"
        assert read("<script></script>").source is None

    def test_what_stands_in_a_template_or_a_comment_is_none(self) -> None:
        assert script("<template><script>a</script><template/></template><script>b</script>") == "b"
        assert script("<!-- <script>a</script> --><script>b</script>") == "b"

    def test_a_tag_with_a_sharp_bracket_in_a_value_ends_where_it_ends(self) -> None:
        assert script('<script data-a="x > y">b</script>') == "b"

    def test_an_unclosed_block_reaches_to_the_end(self) -> None:
        assert script("<script>\nconst a = 1") == "const a = 1"

    def test_an_empty_file_has_an_empty_script(self) -> None:
        assert read("") == SingleFile(b"")


class TestTemplate:
    def test_plain_names_handle_events(self) -> None:
        text = '<template><a @click="save" @tap.stop="go(item)" v-on:longpress=\'hold\'/></template>'
        found = read(text)
        assert [(one.event, one.method) for one in found.listeners] == [
            ("click", "save"),
            ("tap", "go"),
            ("longpress", "hold"),
        ]
        assert [text[one.start : one.end] for one in found.listeners] == ["save", "go", "hold"]

    def test_other_expressions_do_not(self) -> None:
        assert not read('<template><a @click="n++" @tap="() => go()" :click="save"/></template>').listeners

    def test_a_comment_names_nothing(self) -> None:
        found = read('<template><!-- <u-x @click="save"/> --></template>')
        assert (found.listeners, found.tags) == ((), ())

    def test_elements_and_what_they_write(self) -> None:
        found = read('<template><view><u-form v-model="form.name" :show.sync="open"/></view></template>')
        assert found.tags == ("view", "u-form")
        assert found.models == {"form", "open"}


class TestConditions:
    def test_what_is_not_built_for_wechat_is_blank(self) -> None:
        text = b"a\n// #ifdef H5\nb\n// #endif\n// #ifdef MP-WEIXIN\nc\n// #endif\n"
        found = keep_branches(text, WECHAT)
        assert len(found) == len(text)
        assert b"\nb\n" not in found
        assert b"\nc\n" in found

    def test_ifndef_is_the_other_way_round(self) -> None:
        text = b"/* #ifndef MP */b/* #endif */ // #ifndef APP-PLUS\nc\n// #endif"
        found = keep_branches(text, WECHAT)
        assert b"b" not in found
        assert b"c" in found

    def test_branches_stand_in_branches(self) -> None:
        text = b"// #ifdef H5\n// #ifdef MP\nb\n// #endif\nc\n// #endif\nd"
        assert keep_branches(text, WECHAT).split() == [b"//", b"#ifdef", b"H5", b"//", b"#endif", b"d"]

    def test_one_that_never_ends_has_no_effect(self) -> None:
        assert keep_branches(b"// #ifdef H5\nb", WECHAT) == b"// #ifdef H5\nb"

    def test_in_markup_too(self) -> None:
        found = read('<template><!-- #ifdef H5 --><a @click="x"/><!-- #endif --><a @click="y"/></template>')
        assert [one.method for one in found.listeners] == ["y"]

    def test_conditions_join_platforms(self) -> None:
        assert holds("H5 || MP-WEIXIN", WECHAT)
        assert holds("MP && VUE3", WECHAT)
        assert holds("(H5 || MP) && !APP-PLUS", WECHAT)
        assert not holds("MP && H5", WECHAT)
        assert not holds("MP-ALIPAY || MP-QQ", WECHAT)
        assert not holds("", WECHAT)

    def test_versions_are_taken_to_be_new_enough(self) -> None:
        assert holds("uniVersion > 3.9 && MP", WECHAT)
