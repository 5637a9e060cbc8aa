"""What is typed after make is data: none of it is run, and it arrives as it was typed."""

from __future__ import annotations

import os
import re
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from .conftest import REPOSITORY, Result, pipeline, slow
from .making import WORDS, bare, environment, make, python3, set_up, whole

# Each way to get something run; whatever runs leaves a file.
EVIL = 'a`touch RUN1`$(shell touch RUN2)$(touch RUN3)${file}$x$$\'";touch RUN4;"& |touch RUN5 #%s\\n\nnext\\'
SWITCHES = {"all", "anyway", "drafts", "force", "list", "tmx", "verbose"}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return whole(tmp_path_factory.mktemp("whole"))


@pytest.fixture(scope="module")
def telling(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a copy whose pipeline.py prints what it was given."""
    return set_up(bare(tmp_path_factory.mktemp("bare")))


@pytest.fixture(autouse=True)
def nothing_was_run(request: pytest.FixtureRequest) -> Iterator[None]:
    names = {"project", "telling", "tmp_path"} & set(request.fixturenames)
    folders = [request.getfixturevalue(name) for name in names]
    yield
    assert not [path for folder in folders for path in folder.rglob("RUN*")]
    assert not list(REPOSITORY.glob("RUN*"))


REAL = {
    "file": ("import",),
    "lang": ("status",),
    "chair": ("factsheet",),
    "variant": ("factsheet",),
    "format": ("factsheet",),
    "country": ("chair", "since=2026-04-09"),
    "since": ("chair", "country=KE"),
    "port": ("preview",),
    "press": ("preflight", "file=x"),
    "key": ("explain", "lang=fr"),
    "keys": ("confirm", "lang=fr"),
    "by": ("confirm", "lang=fr", "all=yes"),
    "date": ("confirm", "lang=fr", "all=yes"),
    "root": ("status",),
    "jobs": ("factsheet",),
    "patience": ("factsheet",),
    "scheduler": ("factsheet",),
    "all": ("translate", "lang=fr"),
    "tmx": ("translate", "lang=fr"),
    "force": ("factsheet",),
    "drafts": ("release",),
    "anyway": ("release",),
    "without": ("release",),
    "against": ("changes",),
    "dir": ("stick",),
    "like": ("new", "dir=x"),
    "version": ("restore",),
    "list": ("restore",),
    "verbose": ("factsheet",),
    "PYTHON": ("status",),
}


# Words whose values make passes on in the same way as another's, or refuses in the same way.
ALIKE = set(REAL) - {"lang", "all", "force", "PYTHON"}


@pytest.mark.parametrize("word", [slow(word) if word in ALIKE else word for word in REAL])
def test_a_value_is_refused_as_it_was_typed(project: Path, word: str) -> None:
    assert_refused(make(project, *REAL[word], f"{word}={EVIL}"), word)


@pytest.mark.parametrize("word", [word for word in REAL if word not in SWITCHES | {"PYTHON"}])
def test_what_is_handed_on_is_refused_as_it_was_typed(telling: Path, project: Path, word: str) -> None:
    """The same in two steps, without the second that Python takes to start."""
    assert_refused(of_command(telling, project, *REAL[word], f"{word}={EVIL}"), word)


def of_command(telling: Path, project: Path, *typed: str) -> Result:
    """Run in this process what make hands on, in a project."""
    command, *handed = make(telling, *typed).out.split("\0")
    rootless = command == "new" or any(each.startswith("root=") for each in typed)
    root = [] if rootless else [f"--root={project}"]
    return pipeline(command, *root, *handed)


def assert_refused(result: Result, word: str) -> None:
    assert result.status in (1, 2)
    assert "Traceback" not in result.err
    # Variants and formats may be several: each is answered.
    told = (
        [f"{word.replace('variant', 'chair')}={part}:" for part in EVIL.split()]
        if word in ("chair", "variant", "format", "without")
        else EVIL.split()
        if word == "keys"
        else [EVIL]
    )
    shown = " ".join(result.err.split())  # the end of a line is shown as a space
    assert all(" ".join(part.split()) in shown for part in told), result.err


HANDED_ON = [
    ("factsheet", "chair", ["build", "--chair={}", "--lang=", "--format="]),
    ("factsheet", "variant", ["build", "--variant={}", "--lang=", "--format="]),
    ("factsheet", "country", ["build", "--country={}", "--lang=", "--format="]),
    ("factsheet", "lang", ["build", "--lang={}", "--format="]),
    ("factsheet", "format", ["build", "--lang=", "--format={}"]),
    ("factsheet", "jobs", ["build", "--lang=", "--format=", "--jobs={}"]),
    ("factsheet", "patience", ["build", "--lang=", "--format=", "--patience={}"]),
    ("factsheet", "scheduler", ["build", "--lang=", "--format=", "--scheduler={}"]),
    ("chair since=x", "country", ["variant", "--", "country={}", "since=x"]),
    ("chair country=x", "since", ["variant", "--", "country=x", "since={}"]),
    ("language", "lang", ["language", "--", "{}"]),
    ("new", "dir", ["new", "--", "{}"]),
    ("new dir=x", "like", ["new", "--like={}", "--", "x"]),
    ("preview", "chair", ["preview", "--chair={}", "--lang="]),
    ("preview", "lang", ["preview", "--lang={}"]),
    ("preview", "port", ["preview", "--lang=", "--port={}"]),
    ("status", "lang", ["status", "--", "{}"]),
    ("translate", "lang", ["translate", "--", "{}"]),
    ("translate all=yes tmx=yes", "lang", ["translate", "--all", "--tmx", "--", "{}"]),
    ("import", "file", ["import", "--lang=", "--", "{}"]),
    ("host", "dir", ["host", "--", "{}"]),
    ("import file=x", "lang", ["import", "--lang={}", "--", "x"]),
    ("explain lang=x", "key", ["explain", "--", "x", "{}"]),
    ("explain key=x", "lang", ["explain", "--", "{}", "x"]),
    ("explain lang=x key=x", "chair", ["explain", "--chair={}", "--", "x", "x"]),
    ("budget", "lang", ["budget", "--", "{}"]),
    ("budget lang=x", "chair", ["budget", "--chair={}", "--", "x"]),
    ("confirm", "lang", ["confirm", "--", "{}"]),
    ("confirm all=yes", "lang", ["confirm", "--all", "--", "{}"]),
    ("confirm lang=x", "keys", ["confirm", "--", "x", "{}"]),
    ("confirm lang=x", "by", ["confirm", "--by={}", "--", "x"]),
    ("confirm lang=x", "date", ["confirm", "--date={}", "--", "x"]),
    ("import file=x", "by", ["import", "--lang=", "--by={}", "--", "x"]),
    ("import file=x", "date", ["import", "--lang=", "--date={}", "--", "x"]),
    *((f"{command}{words}", "root", [command, "--root={}", *more]) for command, words, more in [
        ("variant", " country=x since=x", ["--", "country=x", "since=x"]),
        ("language", " lang=x", ["--", "x"]),
        ("preview", "", ["--lang="]),
        ("status", "", ["--", ""]),
        ("explain", " lang=x key=x", ["--", "x", "x"]),
        ("budget", " lang=x", ["--", "x"]),
        ("confirm", " lang=x", ["--", "x"]),
        ("translate", " lang=x", ["--", "x"]),
        ("import", " file=x", ["--lang=", "--", "x"]),
        ("host", " dir=x", ["--", "x"]),
        ("check", "", ["--lang="]),
        ("preflight", " file=x", ["--", "x"]),
        ("changes", "", ["--lang=", "--since=", "--against="]),
        ("release", "", ["--without="]),
        ("verify", " file=x", ["--", "x"]),
        ("save", "", ["--message="]),
        ("restore", "", ["--version="]),
        ("stick", " dir=x", ["--", "x"]),
        ("schema", "", []),
        ("fonts", "", []),
        ("migrate", "", []),
    ]),
    ("factsheet", "root", ["build", "--root={}", "--lang=", "--format="]),
    ("check", "chair", ["check", "--chair={}", "--lang="]),
    ("check", "lang", ["check", "--lang={}"]),
    ("preflight", "file", ["preflight", "--", "{}"]),
    ("preflight file=x", "press", ["preflight", "--press={}", "--", "x"]),
    ("changes", "chair", ["changes", "--chair={}", "--lang=", "--since=", "--against="]),
    ("changes", "lang", ["changes", "--lang={}", "--since=", "--against="]),
    ("changes", "since", ["changes", "--lang=", "--since={}", "--against="]),
    ("changes", "against", ["changes", "--lang=", "--since=", "--against={}"]),
    ("release", "chair", ["release", "--chair={}", "--without="]),
    ("release", "without", ["release", "--without={}"]),
    ("release drafts=yes", "chair", ["release", "--chair={}", "--without=", "--drafts"]),
    ("release anyway=yes", "chair", ["release", "--chair={}", "--without=", "--anyway"]),
    ("verify", "file", ["verify", "--", "{}"]),
    ("bench", "against", ["--against={}"]),
    ("save", "message", ["save", "--message={}"]),
    ("restore", "version", ["restore", "--version={}"]),
    ("restore list=yes", "version", ["restore", "--version={}", "--list"]),
    ("stick", "dir", ["stick", "--", "{}"]),
    ("factsheet verbose=yes", "chair", ["build", "--chair={}", "--lang=", "--format=", "--verbose"]),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "word", "handed"), HANDED_ON, ids=lambda each: each if isinstance(each, str) else "")
def test_a_value_is_handed_on_as_it_was_typed(telling: Path, typed: str, word: str, handed: list[str]) -> None:
    result = make(telling, *typed.split(), f"{word}={EVIL}")
    assert result.out.split("\0") == [part.replace("{}", EVIL) for part in handed], result.err


@pytest.mark.parametrize("value", ["--help", "-", "two  words", "caf\udce9", "%", "=", "a\n", "\\\t", "-- --force"])
def test_so_are_values_of_any_kind(telling: Path, value: str) -> None:
    assert make(telling, "import", f"file={value}", "lang=-").out.split("\0") == ["import", "--lang=-", "--", value]


def test_a_value_from_the_environment_is_data_too(telling: Path) -> None:
    assert make(telling, "import", file=EVIL).out.split("\0") == ["import", "--lang=", "--", EVIL]


SEAL = ("FACTSHEET_SEAL_KEY", "FACTSHEET_SEAL_PASSPHRASE", "FACTSHEET_SEAL_PASSPHRASE_FD", "FACTSHEET_SEAL_TIMESTAMP")


def test_what_seals_is_handed_on_as_it_was_set_and_never_typed(tmp_path: Path) -> None:
    folder = set_up(bare(tmp_path))
    tell = f"import os\nprint(*map(os.environ.get, {SEAL}), os.read(3, 99).decode(), sep='\\0', end='')\n"
    (folder / "pipeline.py").write_text(tell, "utf-8")
    (folder / "secret").write_text("through a file")
    command = ["sh", "-c", "make release 3< secret"]
    seal = environment(**dict.fromkeys(SEAL, EVIL))
    done = subprocess.run(command, cwd=folder, env=seal, capture_output=True, check=False)
    assert done.stdout.decode().split("\0") == [EVIL] * 4 + ["through a file"], done.stderr
    for name in SEAL:
        result = make(folder, "release", f"{name}={EVIL}")
        assert (result.status, result.out) == (2, "")
        assert f"{name}= is not recognised" in result.err
        assert "touch" not in result.err


def test_every_word_of_the_makefile_is_tested() -> None:
    assert {*REAL, "message"} == set(WORDS)  # a message may be anything: tests/authoring/test_keep.py
    text = (REPOSITORY / "Makefile").read_text("utf-8")
    assert re.findall(r"^WORDS := (.*)$", text, flags=re.MULTILINE) == [" ".join(WORDS)]
    recipes = re.findall(r"^\t.*(?:\n\t.*)*", text, flags=re.MULTILINE)
    assert {word for word in WORDS for recipe in recipes if f"$${word}" in recipe} <= {word for _, word, _ in HANDED_ON}
    # Of a value itself, make may ask only whether it is there, or "yes".
    expanded = set(re.findall(r"\$\((?:filter yes,)?\$\((\w+)\)\)|\$\(if \$\((\w+)\),", "\n".join(recipes)))
    assert {one or other for one, other in expanded} == {
        *SWITCHES,
        "against",
        "by",
        "date",
        "jobs",
        "patience",
        "port",
        "press",
        "scheduler",
        "keys",
        "like",
        "word",
    }


@pytest.mark.parametrize("word", ["chairs", "langs", "language", "languages", "formats", "chiar", "LANG", "SHELL"])
def test_a_word_that_is_not_known_is_refused(telling: Path, word: str) -> None:
    result = make(telling, "factsheet", f"{word}={EVIL}")
    assert result.status == 2
    assert f"{word}= is not recognised; you can use against= all= anyway= by= chair= " in result.err
    assert result.out == ""


def test_a_nearly_right_word_of_the_environment_is_refused(telling: Path) -> None:
    assert "langs= is not recognised" in make(telling, "factsheet", langs=EVIL).err


def test_only_yes_is_yes(telling: Path) -> None:
    assert make(telling, "force=yes").out.split("\0") == ["build", "--lang=", "--format=", "--force"]
    assert make(telling, "force=no").out.split("\0") == ["build", "--lang=", "--format="]
    assert "force=true is not recognised; write force=yes, or leave it out" in make(telling, "force=true").err


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        (("import", "file=--help"), "--help: there is no such file"),
        (("factsheet", "lang=--force", "jobs=2"), "lang=--force: there is no such language"),
        (("chair", "country=-q", "since=--help"), 'country=-q: "-q" is not a country code'),
    ],
    ids=str,
)
def test_a_value_that_begins_with_a_dash_is_no_option(
    telling: Path, project: Path, typed: tuple[str, ...], answer: str
) -> None:
    result = of_command(telling, project, *typed)
    assert result.status == 1
    assert answer in result.err


@pytest.mark.campaign
def test_the_preview_shows_what_was_typed(project: Path) -> None:
    command = ["make", "preview", f"chair={EVIL}", f"lang={EVIL}"]
    with subprocess.Popen(
        command, cwd=project, env=environment(BROWSER="true"), stdout=subprocess.PIPE, text=True, start_new_session=True
    ) as process:
        assert process.stdout
        said = ""
        while "http://" not in said and (line := process.stdout.readline()):
            said += line
        os.killpg(process.pid, signal.SIGKILL)
    assert f"{EVIL} {EVIL}: http://" in said


def test_a_python_of_any_name_makes_the_venv(tmp_path: Path) -> None:
    folder = tmp_path / "project"
    folder.mkdir()
    python = python3(tmp_path / EVIL) / "python3"
    result = make(bare(folder), "status", f"PYTHON={python}")
    assert result.status == 0, result.err
    assert result.out.endswith("status\0--\0")
    assert make(folder, "status", f"PYTHON={python}").out == "status\0--\0"


@pytest.mark.parametrize("word", ["true", "exit", "sh", "echo True", "", "/"])
def test_what_is_no_python_harms_nothing(telling: Path, word: str) -> None:
    result = make(telling, "status", f"PYTHON={word}")
    if word:
        assert f'Python 3.11 or newer is needed; "{word}" is ' in result.err
    assert (telling / ".venv/ready").exists()
    assert make(telling, "status").out == "status\0--\0"
