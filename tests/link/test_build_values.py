"""What a build puts into a framework's modules: `.env` files, Taro's own configuration."""

from pathlib import Path

import pytest

from tests.link.frameworks import found, requests, taro, uni_app

TARO_PAGE = "import Taro from '@tarojs/taro'\nTaro.request({ url: %s })"
UNI_PAGE = "export default { onLoad() { uni.request({ url: %s }) } }"
ENV = "process.env.TARO_APP_API + '/x'"


def taro_url(tmp_path: Path, url: str, **files: object) -> list[str]:
    """The alternatives of a URL in a Taro program (`{}` for what is not known)."""
    ((_, _, urls),) = requests(tmp_path, taro(TARO_PAGE % url, **files))
    return urls


def uni_url(tmp_path: Path, url: str, **files: object) -> list[str]:
    """The same of a uni-app program."""
    ((_, _, urls),) = requests(tmp_path, uni_app(UNI_PAGE % url, **files))
    return urls


class TestDotenv:
    def test_a_release_takes_what_stands_for_production_before_the_rest(self, tmp_path: Path) -> None:
        files = {
            "package.json": {"scripts": {"build:weapp": "taro build --type weapp"}},
            ".env": "TARO_APP_API=https://all.example.com\nTARO_APP_PATH=/p\n",
            ".env.production": "TARO_APP_API = 'https://a.example.com' # the real one\n",
            ".env.development": "TARO_APP_API=http://localhost:3000\nTARO_APP_PATH=/dev\n",
        }
        url = "process.env.TARO_APP_API + process.env.TARO_APP_PATH"
        assert taro_url(tmp_path, url, **files) == ["https://a.example.com/p"]

    def test_what_is_kept_out_of_the_repository_comes_first(self, tmp_path: Path) -> None:
        files = {
            "package.json": {},
            ".env.production": "TARO_APP_API=https://a.example.com\n",
            ".env.production.local": "TARO_APP_API=https://b.example.com\n",
        }
        assert taro_url(tmp_path, ENV, **files) == ["https://b.example.com/x"]

    @pytest.mark.parametrize(
        ("line", "url"),
        [
            ("TARO_APP_API=https://a.example.com", "https://a.example.com/x"),
            ('export TARO_APP_API="https://a.example.com"', "https://a.example.com/x"),
            ("TARO_APP_API=   https://a.example.com   # b", "https://a.example.com/x"),
            ("TARO_APP_API=", "/x"),
            ("TARO_APP_API=\r\nTARO_APP_B=c", "/x"),
            ("# TARO_APP_API=https://a.example.com", "{}/x"),
            ("TARO_APP_API=https://$HOST", "{}/x"),
            ("TARO_APP_APIS=https://a.example.com", "{}/x"),
            ("TARO_APP_API: https://a.example.com", "{}/x"),
        ],
    )
    def test_lines(self, tmp_path: Path, line: str, url: str) -> None:
        assert taro_url(tmp_path, ENV, **{"package.json": {}, ".env": line}) == [url]

    def test_what_the_build_does_not_put_in_is_not_known(self, tmp_path: Path) -> None:
        files = {"package.json": {}, ".env": "API=https://a.example.com\nVITE_API=https://b.example.com\n"}
        assert taro_url(tmp_path, "process.env.API + '/x'", **files) == ["{}/x"]

    def test_a_fallback_is_not_taken_where_there_is_a_value(self, tmp_path: Path) -> None:
        files = {"package.json": {}, ".env": "TARO_APP_API=https://a.example.com"}
        url = "(process.env.TARO_APP_API || 'http://localhost') + '/x'"
        assert taro_url(tmp_path, url, **files) == ["https://a.example.com/x"]

    @pytest.mark.parametrize(
        ("commands", "url"),
        [
            (("uni build -p mp-weixin",), "https://a.example.com/x"),
            (("uni build -p mp-weixin --mode test",), "https://t.example.com/x"),
            (("uni build -p mp-weixin", "uni build -p mp-weixin --mode test"), "https://a.example.com/x"),
            (("uni -p mp-weixin --mode test",), "https://a.example.com/x"),
            (("uni build --mode test",), "https://a.example.com/x"),
            (("uni build -p mp-weixin --mode test", "uni build -p mp-weixin --mode pre"), "{}/x"),
        ],
    )
    def test_the_mode_is_the_one_that_the_build_for_wechat_names(
        self, tmp_path: Path, commands: tuple[str, ...], url: str
    ) -> None:
        files = {
            "package.json": {"scripts": {f"a{at}": one for at, one in enumerate(commands)}},
            ".env.production": "VITE_API=https://a.example.com",
            ".env.test": "VITE_API=https://t.example.com",
            ".env.pre": "VITE_API=https://p.example.com",
        }
        assert uni_url(tmp_path, "import.meta.env.VITE_API + '/x'", **files) == [url]

    def test_another_folder_and_another_prefix(self, tmp_path: Path) -> None:
        files = {
            "package.json": {},
            "vite.config.ts": "export default { envDir: './env', envPrefix: ['VITE_', 'SHOP_'] }",
            "env/.env": "SHOP_API=https://a.example.com\nMY_API=https://b.example.com\n",
            ".env": "SHOP_API=https://c.example.com",
        }
        assert uni_url(tmp_path, "import.meta.env.SHOP_API + '/x'", **files) == ["https://a.example.com/x"]
        assert uni_url(tmp_path, "import.meta.env.MY_API + '/x'", **files) == ["{}/x"]

    def test_the_flags_of_a_release(self, tmp_path: Path) -> None:
        url = "import.meta.env.DEV ? 'http://localhost' : import.meta.env.PROD ? 'https://a.example.com' : ''"
        assert uni_url(tmp_path, url) == ["https://a.example.com"]

    def test_a_finding_stands_in_the_file(self, tmp_path: Path) -> None:
        files = {"package.json": {}, ".env.production": "# é\nTARO_APP_API=http://a.example.com\n"}
        assert found(tmp_path, taro(TARO_PAGE % ENV, **files)) == [
            ("non-https-url", ".env.production", "http://a.example.com")
        ]


class TestConstants:
    def test_of_the_file_for_production(self, tmp_path: Path) -> None:
        files = {
            "package.json": {},
            "config/index.js": (
                "const path = require('path')\n"
                "const config = { defineConstants: { VERSION: JSON.stringify('1') }, a: path.b('c') }\n"
                "module.exports = function (merge) {\n"
                "  if (process.env.NODE_ENV === 'development') return merge({}, config, require('./dev'))\n"
                "  return merge({}, config, require('./prod'))\n"
                "}\n"
            ),
            "config/dev.js": "module.exports = { env: { API: '\"http://localhost\"' } }",
            "config/prod.js": (
                "module.exports = { env: { NODE_ENV: '\"production\"', API: '\"https://a.example.com\"' },\n"
                "  defineConstants: { PATH: JSON.stringify('/p') } }"
            ),
        }
        url = "process.env.API + PATH + '/' + VERSION"
        assert taro_url(tmp_path, url, **files) == ["https://a.example.com/p/1"]

    def test_of_a_function_that_waits(self, tmp_path: Path) -> None:
        files = {
            "package.json": {},
            ".env": "TARO_APP_API=https://a.example.com",
            "config/index.ts": (
                "import { defineConfig, type UserConfigExport } from '@tarojs/cli'\n"
                "import prod from './prod'\n"
                "export default defineConfig(async (merge, { command, mode }) => {\n"
                "  const base: UserConfigExport = { defineConstants: {\n"
                "    'process.env.TARO_APP_API': JSON.stringify(process.env.TARO_APP_API), OTHERS: '1' } }\n"
                "  if (mode === 'development') return merge({}, base, { env: { B: '\"/dev\"' } })\n"
                "  return merge({}, base, prod)\n"
                "})\n"
            ),
            "config/prod.ts": "export default { env: { B: \"'/b'\" } } satisfies object",
        }
        assert taro_url(tmp_path, "process.env.TARO_APP_API + process.env.B", **files) == [
            "https://a.example.com/b"
        ]

    def test_what_the_machine_of_the_build_says_is_not_known(self, tmp_path: Path) -> None:
        files = {
            "package.json": {},
            ".env": "TARO_APP_API=https://a.example.com",
            "config/index.js": (
                "module.exports = { defineConstants: {\n"
                "  'process.env.TARO_APP_API': JSON.stringify(process.env.CI_API || 'http://b.example.com'),\n"
                "  API: JSON.stringify(require('./secret').api), 'a.b': '1' } }\n"
            ),
        }
        assert taro_url(tmp_path, ENV, **files) == ["{}/x"]
        assert taro_url(tmp_path, "API + '/x'", **files) == ["{}/x"]

    def test_a_configuration_that_throws_gives_what_is_known_besides(self, tmp_path: Path) -> None:
        files = {
            "package.json": {},
            ".env": "TARO_APP_API=https://a.example.com",
            "config/index.js": "throw new Error('a')\nmodule.exports = { env: { TARO_APP_API: '\"/\"' } }\n",
        }
        assert taro_url(tmp_path, ENV, **files) == ["https://a.example.com/x"]

    def test_a_finding_stands_in_the_configuration(self, tmp_path: Path) -> None:
        files = {
            "package.json": {},
            "config/index.js": (
                "module.exports = { env: { A: '\"http://a.example.com\"' },\n"
                "  defineConstants: { B: JSON.stringify('http://b.example.com') } }\n"
            ),
        }
        page = (TARO_PAGE % "process.env.A + '/a'") + "\nTaro.request({ url: B + '/b' })"
        assert found(tmp_path, taro(page, **files)) == [
            ("non-https-url", "config/index.js", "http://a.example.com"),
            ("non-https-url", "config/index.js", "'http://b.example.com'"),
        ]


class TestAliases:
    CONFIG = (
        "const path = require('path')\n"
        "const config = { alias: {\n"
        "  '@api': path.resolve(__dirname, '..', 'src/api'),\n"
        "  '~tool$': path.join(process.cwd(), 'src/tool.js'),\n"
        "  '@elsewhere': path.resolve(__dirname, process.env.LIB),\n"
        "  '@out': path.resolve(__dirname, '../../x') } }\n"
        "module.exports = (merge) => merge({}, config, require('./prod'))\n"
    )

    @pytest.mark.parametrize(
        ("module", "url"),
        [
            ("@api/base", "https://a.example.com/x"),
            ("@api", "https://i.example.com/x"),
            ("~tool", "https://t.example.com/x"),
            ("~tool/other", "{}/x"),
            ("@apis/base", "{}/x"),
            ("@elsewhere/base", "{}/x"),
            ("@out/base", "{}/x"),
        ],
    )
    def test_the_configuration_names_folders(self, tmp_path: Path, module: str, url: str) -> None:
        files = {
            "package.json": {},
            "config/index.js": self.CONFIG,
            "config/prod.js": "module.exports = { mini: {} }",
            "src/api/base.js": "export const BASE = 'https://a.example.com'",
            "src/api/index.js": "export const BASE = 'https://i.example.com'",
            "src/tool.js": "export const BASE = 'https://t.example.com'",
        }
        page = f"import {{ BASE }} from '{module}'\n" + TARO_PAGE % "BASE + '/x'"
        assert [urls for _, _, urls in requests(tmp_path, taro(page, **files))] == [[url]]

    def test_it_goes_before_what_tsconfig_says(self, tmp_path: Path) -> None:
        files = {
            "package.json": {},
            "tsconfig.json": {"compilerOptions": {"baseUrl": ".", "paths": {"@api/*": ["old/*"]}}},
            "config/index.ts": (
                "import { defineConfig } from '@tarojs/cli'\nimport { resolve } from 'node:path'\n"
                "const alias = { '@api': resolve(__dirname, '../src/api') }\n"
                "export default defineConfig(async () => ({ alias }))\n"
            ),
            "src/api/base.ts": "export const BASE = 'https://a.example.com'",
            "old/base.ts": "export const BASE = 'https://old.example.com'",
        }
        page = "import { BASE } from '@api/base'\n" + TARO_PAGE % "BASE + '/x'"
        assert [urls for _, _, urls in requests(tmp_path, taro(page, **files))] == [
            ["https://a.example.com/x"]
        ]
