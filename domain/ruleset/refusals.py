"""Why a ruleset may not be published or retired.

    Refusal
    ├── RulesetUnsound
    ├── NameMismatch
    ├── VersionTaken
    ├── DigestUnknown
    └── AlreadyRetired

A table with gaps is not among them: the law's faults are published as they are.
"""

from domain.kernel.refusals import Refusal
from domain.kernel.text import Text


class RulesetUnsound(Refusal):
    """Scoring by the ruleset would be meaningless."""

    code = "ruleset_unsound"
    what = Text("{place}: {finding.id}", "{place}: {finding.en}")
    remedy_text = Text(
        "Perbaiki bagian itu; docs/rulesets.md menjelaskan aturannya.",
        "Mend that place; docs/rulesets.md explains the rules.",
    )


class NameMismatch(Refusal):
    """The ruleset calls itself otherwise than the command does."""

    code = "ruleset_name_mismatch"
    what = Text(
        "Ruleset ini bernama {own}, bukan {given}.", "This ruleset is called {own}, not {given}."
    )
    remedy_text = Text("Pakai nama {own}.", "Use the name {own}.")


class VersionTaken(Refusal):
    """The version was published with another text."""

    code = "ruleset_version_taken"
    what = Text(
        "Versi {version} dari {ruleset} sudah terbit dengan isi lain.",
        "Version {version} of {ruleset} was published with another text.",
    )
    remedy_text = Text(
        "Naikkan nomor versinya: yang sudah terbit tidak berubah.",
        "Give it a new version: what is published does not change.",
    )


class DigestUnknown(Refusal):
    """No version of the ruleset has that digest."""

    code = "ruleset_unknown"
    what = Text("Tidak ada versi {digest} dari {ruleset}.", "{ruleset} has no version {digest}.")
    remedy_text = Text(
        "Pilih salah satu dari daftar ruleset.", "Choose one from the list of rulesets."
    )


class AlreadyRetired(Refusal):
    """The version is closed for new assessments already."""

    code = "ruleset_already_retired"
    what = Text("Versi ini sudah ditutup.", "This version is retired already.")
    remedy_text = Text("Tidak perlu menutupnya lagi.", "There is no need to retire it again.")
