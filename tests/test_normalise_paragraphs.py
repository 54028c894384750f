"""Rules for joining printed lines to the author's paragraphs."""

from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from printed import line, lines

from pipeline.hyphens import HYPHENS
from pipeline.model import Place
from pipeline.normalise.paragraphs import begins_paragraph, is_unclear, paragraphs
from pipeline.normalise.typesetting import Typesetting, has_bold_titles, study
from pipeline.printed import Line

HYPHENATING = Typesetting(hyphenates=True)
NOT_HYPHENATING = Typesetting()


def joined(*texts: str, typesetting: Typesetting = HYPHENATING) -> str:
    """The paragraphs of lines that are all full."""
    return "\n".join(paragraphs(lines(*texts), typesetting))


def seen(*texts: str) -> Typesetting:
    """What the program learns from a document with these lines, each in a cell of its own unless broken by "/"."""
    return study([lines(*text.split("¶")) for text in texts])


# --- hyphens at line ends ---


@pytest.mark.parametrize(
    ("above", "below", "expected"),
    [
        ("insbesondere Langzeit-", "arbeitslose in Arbeit", "insbesondere Langzeitarbeitslose in Arbeit"),
        ("QR-", "Codes", "QR-Codes"),
        ("Leinfelden-", "Echterdingen", "Leinfelden-Echterdingen"),
        ("COVID-", "19", "COVID-19"),
        ("COVID-19-", "bedingte Pause", "COVID-19-bedingte Pause"),
        ("U3-", "betreuung", "U3-betreuung"),
        ("die VHS-", "kurse", "die VHS-kurse"),
        ("E-", "mail", "E-mail"),
        ("ÖPNV-", "gestützt", "ÖPNV-gestützt"),
        ("Vor-Ort-", "Beratung", "Vor-Ort-Beratung"),
        ("2021-", "2022", "2021-2022"),
    ],
)
def test_line_end_hyphen_stays_before_capitals_and_figures_and_behind_them_else_goes(
    above: str, below: str, expected: str
) -> None:
    assert joined(above, below) == expected


@pytest.mark.parametrize("word", ["und", "oder", "bzw.", "beziehungsweise", "sowie", "&", "und/oder"])
def test_suspended_hyphen_before_a_conjunction_keeps_hyphen_and_blank(word: str) -> None:
    assert joined("Kinder-", f"{word} Jugendarbeit") == f"Kinder- {word} Jugendarbeit"


@pytest.mark.parametrize("hyphen", HYPHENS)
def test_suspended_hyphen_is_a_plain_one_whatever_the_producer_prints(hyphen: str) -> None:
    assert joined(f"Kinder{hyphen}", "und Jugendarbeit") == "Kinder- und Jugendarbeit"


@pytest.mark.parametrize(("below", "expected"), [("undicht", "Rohrundicht"), ("odernd", "Rohrodernd")])
def test_conjunction_counts_only_as_a_whole_word(below: str, expected: str) -> None:
    assert joined("Rohr-", below) == expected


@pytest.mark.parametrize("hyphen", ["-", "\u2010", "\u2011"])
def test_every_printed_hyphen_follows_the_same_rules(hyphen: str) -> None:
    assert joined(f"Langzeit{hyphen}", "arbeitslose") == "Langzeitarbeitslose"
    assert joined(f"QR{hyphen}", "Codes") == "QR-Codes"


def test_soft_hyphen_at_a_line_end_goes_even_before_a_capital() -> None:
    assert joined("Stadt\u00ad", "SeniorenRat") == "StadtSeniorenRat"


def test_soft_hyphen_that_a_font_prints_inside_words_is_a_hyphen() -> None:
    typesetting = seen("Baden\u00adWürttemberg", "QR\u00ad¶Codes")
    assert (
        joined("Baden\u00adWürttemberg", "QR\u00ad", "Codes", typesetting=typesetting) == "Baden-Württemberg QR-Codes"
    )


def test_form_that_stands_unbroken_elsewhere_wins_over_the_rule() -> None:
    assert joined("Stadt-", "SeniorenRat", typesetting=seen("der StadtSeniorenRat")) == "StadtSeniorenRat"
    assert joined("Kita-", "plätze", typesetting=seen("neue Kita-plätze")) == "Kita-plätze"
    assert joined("Langzeit-", "arbeitslose", typesetting=seen("Langzeit-arbeitslose")) == "Langzeit-arbeitslose"


def test_both_forms_elsewhere_leave_it_to_the_rule() -> None:
    assert joined("Kita-", "plätze", typesetting=seen("Kita-plätze Kitaplätze")) == "Kitaplätze"


def test_halves_of_broken_words_are_no_evidence() -> None:
    assert "arbeitslose" not in seen("insbesondere Langzeit-¶arbeitslose in Arbeit").words


def test_producer_that_ends_lines_with_its_own_hyphen_tells_the_authors_hyphens() -> None:
    typesetting = seen("Baden-Württemberg", "Stadt\u2010¶SeniorenRat", "QR-¶Codes", "Hort-¶plätze")
    assert joined("Stadt\u2010", "SeniorenRat", typesetting=typesetting) == "StadtSeniorenRat"
    assert joined("QR-", "Codes", typesetting=typesetting) == "QR-Codes"
    assert joined("Hort-", "plätze", typesetting=typesetting) == "Hort-plätze"


def test_producer_that_prints_one_hyphen_everywhere_leaves_it_to_the_rule() -> None:
    typesetting = seen("Baden\u2010Württemberg", "QR\u2010¶Codes")
    assert joined("QR\u2010", "Codes", typesetting=typesetting) == "QR-Codes"


def test_plain_hyphens_are_never_taken_for_the_producers_own() -> None:
    typesetting = seen("E\u2011Mail", "QR-¶Codes")
    assert joined("QR-", "Codes", typesetting=typesetting) == "QR-Codes"


def test_hyphen_left_over_inside_a_noun_is_undone_together_with_the_line_end() -> None:
    assert joined("sowie Weiterqualifi-zie-", "rung der Dolmetscher") == "sowie Weiterqualifizierung der Dolmetscher"


@pytest.mark.parametrize(
    ("above", "below", "expected"),
    [
        ("die deutsch-türki-", "sche Gruppe", "die deutsch-türkische Gruppe"),
        ("Sprach-Treff-", "punkte", "Sprach-Treffpunkte"),
        ("ein Know-how-", "transfer", "ein Know-howtransfer"),
    ],
)
def test_hyphens_the_author_meant_inside_a_word_stay(above: str, below: str, expected: str) -> None:
    assert joined(above, below) == expected


def test_part_that_is_a_word_of_the_document_keeps_its_hyphen() -> None:
    assert joined("Deutsch-türki-", "sche Gruppe", typesetting=seen("auf deutsch")) == "Deutsch-türkische Gruppe"


def test_hyphens_in_mid_line_are_kept_as_printed() -> None:
    assert joined("Weiterqualifi-zierung") == "Weiterqualifi-zierung"
    assert joined("Sprach-Cafés und E\u2011Mail") == "Sprach-Cafés und E\u2011Mail"


@pytest.mark.parametrize("address", ["https://www.leinfelden-", "www.leinfelden-", "integration@leinfelden-"])
def test_hyphen_of_an_address_stays(address: str) -> None:
    assert joined(address, "echterdingen.de") == f"{address}echterdingen.de"


def test_slash_behind_a_hyphen_joins_its_word() -> None:
    assert joined("Roda-/", "Bergstraße") == "Roda-/Bergstraße"


def test_items_counted_up_are_paragraphs_however_full_their_lines() -> None:
    assert paragraphs(lines("1. Deich", "2. Kurpark", "3. Damm", width=12), NOT_HYPHENATING) == (
        "1. Deich", "2. Kurpark", "3. Damm",
    )  # fmt: skip
    assert len(paragraphs(lines("am 1. Mai und", "2. Juni im Park", width=14), NOT_HYPHENATING)) == 1


def test_no_hyphen_stands_before_a_point() -> None:
    assert joined("(service-", ".beispielstadt.de/plan)") == "(service.beispielstadt.de/plan)"


# --- other line ends ---


@pytest.mark.parametrize(
    ("above", "below", "expected"),
    [
        ("Sprach-Cafés/", "Sprachtreffen", "Sprach-Cafés/Sprachtreffen"),
        ("115.000 €/", "Jahr", "115.000 €/Jahr"),
        ("Schüler/-", "innen", "Schüler/-innen"),
        ("in den Jahren 2023–", "2025", "in den Jahren 2023–2025"),
        ("Montag –", "Freitag", "Montag – Freitag"),
        ("Noch nicht umgesetzt -", "wird geprüft", "Noch nicht umgesetzt - wird geprüft"),
        ("Kinderbetreuung und -", "erziehung", "Kinderbetreuung und -erziehung"),
        ("Vereine /", "Verbände", "Vereine / Verbände"),
        ("der Stadt (", "teilweise)", "der Stadt ( teilweise)"),
    ],
)
def test_lines_join_without_a_blank_only_where_none_was_written(above: str, below: str, expected: str) -> None:
    assert joined(above, below) == expected


# --- paragraph breaks ---


def test_break_was_meant_if_the_next_word_would_have_fitted() -> None:
    assert paragraphs(lines("Erster Absatz", "zweiter", width=30), NOT_HYPHENATING) == ("Erster Absatz", "zweiter")
    assert paragraphs(lines("Erster Absatz", "zweiter", width=20), NOT_HYPHENATING) == ("Erster Absatz zweiter",)


def test_in_a_hyphenating_document_the_first_syllable_decides() -> None:
    cell = lines("Beratung", "Weiterbildung", width=len("Beratung Wei-") + 2)
    assert paragraphs(cell, HYPHENATING) == ("Beratung", "Weiterbildung")
    assert paragraphs(cell, NOT_HYPHENATING) == ("Beratung Weiterbildung",)


def test_a_word_with_a_hyphen_could_have_been_broken_there_in_any_document() -> None:
    cell = lines("Beratung", "Sprach-Cafés", width=len("Beratung Sprach-") + 1)
    assert paragraphs(cell, NOT_HYPHENATING) == ("Beratung", "Sprach-Cafés")
    fixed = lines("Beratung", "Sprach\u2011Cafés", width=len("Beratung Sprach-") + 1)
    assert paragraphs(fixed, NOT_HYPHENATING) == ("Beratung Sprach\u2011Cafés",)


def test_words_too_short_to_be_broken_have_to_fit_whole() -> None:
    cell = lines("Beratung", "aber dann", width=len("Beratung ab-") + 1)
    assert paragraphs(cell, HYPHENATING) == ("Beratung aber dann",)


@pytest.mark.parametrize(
    "start", ["21. September 2023", "– Realisierung folgt", "(z.B. Lernpartner)", "+ 3 % mehr", "& Partner", "= Ziel"]
)
def test_full_line_goes_on_whatever_the_next_one_begins_with(start: str) -> None:
    assert joined("Start der Reihe am", start) == f"Start der Reihe am {start}"


def test_line_that_ends_in_a_hyphen_goes_on_even_with_room() -> None:
    assert paragraphs(lines("Langzeit-", "arbeitslose", width=80), HYPHENATING) == ("Langzeitarbeitslose",)


def test_evidence_of_the_reader_beats_the_widths() -> None:
    assert paragraphs([line("Voll"), line("Neu", starts=True)], HYPHENATING) == ("Voll", "Neu")
    assert paragraphs([line("Kurz", 80), line("Weiter", starts=False)], HYPHENATING) == ("Kurz Weiter",)


def test_document_hyphenates_if_words_are_broken_at_its_line_ends() -> None:
    assert seen("Langzeit-¶arbeitslose").hyphenates


@pytest.mark.parametrize(
    "cell", ["Kinder-¶und Jugendarbeit", "QR-¶Codes", "COVID-19-¶bedingt", "VHS-¶kurse", "Ausbau der¶Beratung"]
)
def test_hyphens_that_the_author_wrote_do_not_make_a_document_hyphenate(cell: str) -> None:
    assert not seen(cell).hyphenates


def test_one_broken_word_in_a_long_document_is_no_hyphenation() -> None:
    assert not seen("Hort-¶plätze", *["Ausbau der¶Beratung"] * 100).hyphenates


# --- notes, bullets, lists ---


@pytest.mark.parametrize(
    "arrow", ["→", "→ ", "➔ ", "➜", "➝", "➞", "⇒", "⟶ ", "⮕", "➡", "➡\ufe0e ", "-> ", "->", "=>", "–> ", "--> "]
)
def test_every_arrow_begins_a_progress_note(arrow: str) -> None:
    assert joined("Kurs", f"{arrow}Durchgeführt") == "Kurs\n→ Durchgeführt"


@pytest.mark.parametrize(
    "bullet", ["•", "• ", "● ", "▪", "■ ", "◦ ", "‣ ", "⁃ ", "· ", "∙ ", "o ", "➢ ", "►", "•\u00a0", "•\t"]
)
def test_every_bullet_begins_an_item(bullet: str) -> None:
    assert joined("Maßnahmen:", f"{bullet}Ratgeber") == "Maßnahmen:\n• Ratgeber"


@pytest.mark.parametrize("text", ["oder Vereine", "o.g. Vereine", "·innen und Helfer", "- oder nicht", "<- zurück"])
def test_what_only_resembles_a_mark_goes_on(text: str) -> None:
    assert joined("Bürger", text) == f"Bürger {text}"


def test_bullet_on_a_line_of_its_own_belongs_to_the_next_line() -> None:
    cell = lines("Maßnahmen:", "•", "Ratgeber", "→", "Erschienen", width=40)
    assert paragraphs(cell, HYPHENATING) == ("Maßnahmen:", "• Ratgeber", "→ Erschienen")


def test_lonely_mark_is_kept() -> None:
    assert joined("→") == "→"


def test_item_wraps_like_any_other_paragraph() -> None:
    assert joined("• Überarbeitung des Rat-", "gebers", "• Begleitung") == "• Überarbeitung des Ratgebers\n• Begleitung"


def test_next_item_of_a_list_with_dashes_begins_even_behind_a_full_line() -> None:
    assert joined("- Ratgeber", "in Leichter Sprache", "- Begleitung") == "- Ratgeber in Leichter Sprache\n- Begleitung"
    assert joined("– Ratgeber", "- Begleitung") == "– Ratgeber - Begleitung"


def test_further_measure_begins_with_plus_and_a_word() -> None:
    assert joined("+ Beschluss zum", "Ausbau", "+ ab 2024 Antrag") == "+ Beschluss zum Ausbau\n+ ab 2024 Antrag"


# --- rules that hold for every text ---

WORDS = st.text("abcdeäöüßABCÄÖ019(),.:„“", min_size=1, max_size=12)
TEXTS = st.lists(WORDS, min_size=1, max_size=8).map(" ".join)
ANY_TEXTS = st.lists(st.text("abÄ0 -\u2010\u2011\u00ad/–(.\u00a0", min_size=1, max_size=12), max_size=6)


def bare(text: str) -> str:
    return "".join(character for character in text if not character.isspace() and character not in HYPHENS)


@given(ANY_TEXTS, st.floats(0, 30), st.booleans())
@example(["Langzeit-", "arbeitslose"], 0.0, True)
def test_no_character_but_blanks_and_hyphens_is_lost_or_added(texts: list[str], width: float, hyphenates: bool) -> None:
    cell = lines(*(text.strip() for text in texts), width=width)
    found = paragraphs(cell, replace(study([cell]), hyphenates=hyphenates))
    assert bare("".join(found)) == bare("".join(texts))


@given(st.lists(TEXTS, min_size=1, max_size=5), st.booleans())
def test_paragraphs_that_stand_on_one_line_each_stay_as_they_are(texts: list[str], hyphenates: bool) -> None:
    typesetting = Typesetting(hyphenates=hyphenates)
    once = paragraphs(lines(*texts, width=500), typesetting)
    assert once == tuple(texts)
    assert paragraphs(lines(*once, width=500), typesetting) == once


@given(TEXTS, st.integers(14, 60))
def test_text_wrapped_between_words_is_joined_again(text: str, width: int) -> None:
    wrapped: list[str] = []
    for word in text.split():
        if wrapped and len(wrapped[-1]) + 1 + len(word) <= width:
            wrapped[-1] += f" {word}"
        else:
            wrapped.append(word)
    assert paragraphs(lines(*wrapped, width=width), NOT_HYPHENATING) == (text,)


# --- line ends that need a second look ---


def test_slash_at_the_beginning_of_a_line_follows_without_a_blank() -> None:
    assert joined("Sprach-Cafés", "/Sprachtreffen") == "Sprach-Cafés/Sprachtreffen"
    assert joined("entweder", "/ oder") == "entweder / oder"


def test_hyphen_before_a_bracket_is_the_authors() -> None:
    assert joined("mit (Sport-", ")Vereinen") == "mit (Sport-)Vereinen"


def test_compound_with_points_is_not_hyphenated() -> None:
    cell = lines("„An(ge)kommen.", "Augenblicke.Begegnungen.", width=22)
    assert paragraphs(cell, HYPHENATING) == ("„An(ge)kommen. Augenblicke.Begegnungen.",)
    assert paragraphs(lines("„An(ge)kommen.", "Augenblicke", width=22), HYPHENATING) == (
        "„An(ge)kommen.",
        "Augenblicke",
    )


@pytest.mark.parametrize("end", ["im Haus der", "im Haus mit", "für nur ein"])
def test_unfinished_sentence_ends_no_paragraph_because_a_syllable_would_have_fitted(end: str) -> None:
    assert len(paragraphs(lines(end, "Stadtverwaltung", width=19), HYPHENATING)) == 1
    assert len(paragraphs(lines("im Haus der", "Stadtverwaltung", width=40), HYPHENATING)) == 2


def test_word_broken_without_a_hyphen_is_joined_where_its_parts_are_no_words() -> None:
    broken = [line("Teilnahmebeitr", 0.5, size=2.0), line("äge", 11.0, size=2.0)]
    assert paragraphs(broken, NOT_HYPHENATING) == ("Teilnahmebeiträge",)
    known = replace(NOT_HYPHENATING, inner=frozenset({"äge"}))
    assert paragraphs(broken, known) == ("Teilnahmebeitr äge",)
    assert paragraphs([line("Teilnahme", 5.0, size=2.0), line("äge" * 4, size=2.0)], NOT_HYPHENATING) == (
        "Teilnahme ägeägeägeäge",
    )


def test_word_too_long_for_its_column_is_joined_behind_others_where_lines_are_filled_to_the_letter() -> None:
    broken = [line("Amt / Behinder", 0.5, size=2.0), line("tenbeauftragter", 0.0, size=2.0)]
    assert len(paragraphs(broken, NOT_HYPHENATING)[0].split()) == 4  # as good as "Geschichte" / "nehmen"
    filled = replace(NOT_HYPHENATING, fills=study([[line("der artenschutzre", 0.5), line("chtlichen Prüfung")]]).fills)
    assert paragraphs(broken, filled) == ("Amt / Behindertenbeauftragter",)
    fits = [line("Amt / Behinder", 0.5, size=2.0), line("ten", 11.0, size=2.0)]
    assert paragraphs(fits, filled) == ("Amt / Behinder ten",)


def test_noun_that_is_over_is_no_half_of_a_word() -> None:
    whole = [line("Ausschreibung", 0.0, size=2.0), line("aufgehoben", size=2.0)]
    assert paragraphs(whole, NOT_HYPHENATING) == ("Ausschreibung aufgehoben",)
    signed = [line("Nutzungsvertrag", 0.0, size=2.0), line("unterzeichnet", size=2.0)]
    assert paragraphs(signed, NOT_HYPHENATING) == ("Nutzungsvertrag unterzeichnet",)
    assert paragraphs([line("Planfeststellung", 0.0, size=2.0), line("sverfahren", size=2.0)], NOT_HYPHENATING) == (
        "Planfeststellungsverfahren",
    )


@pytest.mark.parametrize(
    ("above", "below", "joined"),
    [
        ("mit „Open Library“-", "Technik", "mit „Open Library“-Technik"),
        ("mit „Open Library“-", "und Funktechnik", "mit „Open Library“- und Funktechnik"),
        ("(https://rat.beispiel", ".example)", "(https://rat.beispiel.example)"),
        ("Einwanderungsgeschicht", "e.", "Einwanderungsgeschichte."),
        ("Kreissportbund", "e. V.", "Kreissportbund e. V."),
        ("regional-", "ökologischer Anbau", "regional-ökologischer Anbau"),
        ("regional-", "isierter Anbau", "regionalisierter Anbau"),
    ],
)
def test_no_blank_stands_where_a_word_goes_on(above: str, below: str, joined: str) -> None:
    assert paragraphs([line(above, 0.0, size=2.0), line(below, size=2.0)], NOT_HYPHENATING) == (joined,)


def test_letter_that_is_broken_off_is_no_word_of_the_document() -> None:
    broken = [line("Betreuungsangebot", 0.0, size=2.0), line("e passen", 11.0, size=2.0)]
    known = replace(NOT_HYPHENATING, inner=frozenset({"e"}))
    assert paragraphs(broken, known) == ("Betreuungsangebote passen",)
    assert paragraphs([line("Kreissportbund", 0.0, size=2.0), line("e. V.", size=2.0)], known) == (
        "Kreissportbund e. V.",
    )


def test_word_broken_behind_a_bracket_is_joined_and_whole_words_are_not() -> None:
    broken = [line("(Gesamtprogra", 0.5, size=2.0), line("mm)", 11.0, size=2.0)]
    assert paragraphs(broken, NOT_HYPHENATING) == ("(Gesamtprogramm)",)
    whole = [line("nicht", 0.0, size=2.0), line("bezifferbar", size=2.0)]
    assert paragraphs(whole, NOT_HYPHENATING) == ("nicht bezifferbar",)


@pytest.mark.parametrize(
    ("above", "below", "room", "unclear"),
    [
        ("Modernisierung", "Geflüchtete haben", 10.0, True),
        ("Modernisierung", "Geflüchtete haben", 2.0, False),  # a full line
        ("Modernisierung", "Geflüchtete haben", 40.0, False),  # surely a new paragraph
        ("Modernisierung der", "Geflüchtete haben", 10.0, False),
        ("Modernisierung", "geflüchtete haben", 10.0, False),
        ("Tankstellen am Ort", "Vereinbarung mit", 10.0, True),
        ("Wohnen am Ort. Für", "Geflüchtete haben", 10.0, False),
    ],
)
def test_two_nouns_around_a_line_end_may_be_two_paragraphs(above: str, below: str, room: float, unclear: bool) -> None:
    places = [
        replace(line(text, size=1.0), place=Place(1, (0.0, 0.0, float(len(text)), 1.0))) for text in (above, below)
    ]
    assert is_unclear(replace(places[0], room=room), places[1], NOT_HYPHENATING) is unclear


def test_word_that_only_begins_sentences_begins_a_paragraph() -> None:
    assert joined("Ankauf von Rechten im Bestand", "Die Mittel stehen bereit") == (
        "Ankauf von Rechten im Bestand\nDie Mittel stehen bereit"
    )
    assert joined("Beratung für", "Alle Menschen", "und Vereine.", "Die Mittel") == (
        "Beratung für Alle Menschen und Vereine. Die Mittel"
    )


def test_line_in_small_letters_goes_on_if_its_first_word_would_not_have_fitted() -> None:
    first, second = line("Die Verwaltung", room=4), line("arbeitet sparsam")
    assert paragraphs([first, second], HYPHENATING) == ("Die Verwaltung arbeitet sparsam",)
    assert paragraphs([line("Die Verwaltung", room=12), second], HYPHENATING) == ("Die Verwaltung", "arbeitet sparsam")


def test_article_below_a_full_line_is_no_rest_of_a_word() -> None:
    above, rest = (replace(each, size=1.0) for each in (line("Förderung"), line("des Bundes")))
    assert paragraphs([above, rest], NOT_HYPHENATING) == ("Förderung des Bundes",)


def bold_above(above: str, below: str, room: float) -> tuple[Line, Line]:
    return replace(line(above, room, size=1.0), bold=True), line(below, size=1.0)


def test_line_in_bold_type_is_a_title_where_others_have_room_behind_them() -> None:
    full, wide = bold_above("Wärmeplanung", "Potenzialanalyse", 0.0), bold_above("Solarkataster", "Karten", 20.0)
    assert has_bold_titles([full, wide, wide])
    assert paragraphs(full, Typesetting(titled=True)) == ("Wärmeplanung", "Potenzialanalyse")
    assert not has_bold_titles([full, full, wide])
    assert not has_bold_titles([wide, bold_above("Bis Ende 2025", "wird gebaut", 0.0)])


def test_line_in_bold_type_that_was_joined_may_be_a_title() -> None:
    assert is_unclear(*bold_above("Wärmeplanung beginnen", "Potenzialanalyse", 0.0), Typesetting())
    assert not is_unclear(*bold_above("Wärmeplanung beginnen", "und abschließen", 0.0), Typesetting())


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("Stadtplan für Nord, Süd", "und Siedlung"),
        ("Stadtwerke Beispielstadt", "GmbH"),
        ("Wohnungsbau Beispielstadt", "eG, Bauamt"),
        ("Frauen helfen Frauen e.", "V."),
        ("Plätze, z.", "B. am Bahnhof"),
    ],
)
def test_what_goes_on_with_a_name_or_a_list_begins_no_paragraph_whatever_room_there_is(above: str, below: str) -> None:
    assert paragraphs(lines(above, below, width=60), NOT_HYPHENATING) == (f"{above} {below}",)


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("Entwurf unter https://", "www.beispielstadt.de/klima"),
        ("Plan unter www.", "beispielstadt.de"),
        ("siehe www.beispielstadt.", "de/baenke"),
        ("Fragen an klima@", "beispielstadt.de"),
    ],
)
def test_address_goes_on_without_a_blank(above: str, below: str) -> None:
    assert joined(above, below) == above + below


def test_sentence_may_end_with_an_address() -> None:
    assert joined("Plan unter www.beispielstadt.de.", "Stand Mai") == "Plan unter www.beispielstadt.de. Stand Mai"


@pytest.mark.parametrize(
    "end",
    [
        "im März und",
        "vom Amt beim",
        "Ausbau des",
        "zwischen eigener",
        "mit neuem",
        "Amt, Diakonisches",
        "Städtische",
    ],
)
def test_what_waits_for_its_noun_ends_no_paragraph_whatever_room_there_is(end: str) -> None:
    assert paragraphs(lines(end, "Rathaus", width=60), NOT_HYPHENATING) == (f"{end} Rathaus",)


@pytest.mark.parametrize("end", ["Bauten nach innen", "Arbeit mit anderen", "Hilfe für später", "weiter"])
def test_other_words_with_such_endings_may_end_a_paragraph(end: str) -> None:
    assert paragraphs(lines(end, "Rathaus", width=60), NOT_HYPHENATING) == (end, "Rathaus")


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("3. Quartal 2024 bis", "4. Quartal 2025"),
        ("2. Halbjahr 2024", "3. Quartal 2025"),
        ("Hinweis: Förderung durch", "Land: noch offen"),
    ],
)
def test_periods_and_sentences_are_no_items_of_a_list(above: str, below: str) -> None:
    assert paragraphs(lines(above, below), NOT_HYPHENATING) == (f"{above} {below}",)


def test_word_below_a_colon_that_is_no_amount_is_an_item() -> None:
    cell = type_set("Standorte:", 20.0), type_set("2 Bushaltestellen", 8.0), type_set("3 Radboxen", 8.0)
    assert paragraphs(cell, NOT_HYPHENATING) == ("Standorte:", "2 Bushaltestellen", "3 Radboxen")


@pytest.mark.parametrize("words", [("Wohnungs-", "eigentümer", "Jugendamt"), ("Bau der", "leider", "Jugendamt")])
def test_word_that_ends_like_an_adjective_is_none_by_its_ending_alone(words: tuple[str, ...]) -> None:
    assert paragraphs(lines(*words, width=60), NOT_HYPHENATING)[-1] == "Jugendamt"


def test_first_item_below_a_colon_begins_a_paragraph_even_behind_a_full_line() -> None:
    items = "Platz am Heideblick:", "1. Parcours", "2. Bücherschrank"
    assert paragraphs(lines(*items), NOT_HYPHENATING) == items


def test_sentence_outside_of_tables_goes_on_in_small_letters_whatever_room_there_is() -> None:
    cell = lines("Die Stadt ist ganzjährig", "gut besucht.", width=60)
    assert len(paragraphs(cell, replace(NOT_HYPHENATING, running=True))) == 1
    assert len(paragraphs(cell, NOT_HYPHENATING)) == 2


def test_address_broken_on_a_full_line_is_one() -> None:
    full = replace(line("Karte unter www.beispielstadt.de/baen"), size=1.0)
    assert paragraphs([full, replace(line("ke"), size=1.0)], NOT_HYPHENATING) == (
        "Karte unter www.beispielstadt.de/baenke",
    )


@pytest.mark.parametrize(("hyphen", "proven"), [("-", True), ("\u2010", False)])
def test_breaks_at_hyphens_of_browsers_may_be_at_places_that_the_author_chose(hyphen: str, proven: bool) -> None:
    assert study([lines("Bür-ger", f"Bera{hyphen}", "tung")] * 3).proven is proven
    wraps = [replace(line("Ausbau der"), room=2.0), line("beratenden Stelle")]
    assert study([*[lines("Bür-ger", f"Bera{hyphen}", "tung")] * 3, *[wraps] * 5]).proven


def test_words_held_together_have_to_fit_together() -> None:
    above = line("ein Zuschuss beträgt", room=4.0)
    assert begins_paragraph(above, line("40 % der Kosten"), NOT_HYPHENATING)
    assert not begins_paragraph(above, replace(line("40 % der Kosten"), held=4), NOT_HYPHENATING)


def type_set(text: str, room: float) -> Line:
    """A line measured in type of 1 point, each character as wide."""
    return replace(line(text, room), size=1.0)


@pytest.mark.parametrize(
    ("above", "below", "begins"),
    [
        ("Förderung beträgt", "40 % der Kosten", False),
        ("ein Haus mit (je", "19,5 Wochenstunden)", False),
        ("eine Planung gemäß", "§ 13a SGB VIII", False),
        ("Termin am", "14. November 2025", False),
        ("Anträge sind da.", "40 % sind bewilligt", True),  # the sentence has ended
        ("gelb – Läuft", "84 Anträge bewilligt", True),
        ("Leiter des Amtes", "2. Stellvertretung", True),  # an item of a list
    ],
)
def test_figure_stays_with_what_it_counts(above: str, below: str, begins: bool) -> None:
    room = len(below.split(maxsplit=1)[0]) + 2.0  # for the figure, not for more
    assert begins_paragraph(type_set(above, room), type_set(below, 0.0), NOT_HYPHENATING) is begins


def test_document_that_parts_figures_elsewhere_does_not_hold_them() -> None:
    habits = study([lines("ein Zuschuss von 40", "% der Kosten")])
    above, below = type_set("Förderung beträgt", 4.0), type_set("40 % der Kosten", 0.0)
    assert begins_paragraph(above, below, habits)


def test_amount_below_a_colon_belongs_to_its_label() -> None:
    cell = type_set("Haushalt 2024:", 20.0), type_set("1,2 Mio. €", 8.0)
    assert paragraphs(cell, NOT_HYPHENATING) == ("Haushalt 2024: 1,2 Mio. €",)


@pytest.mark.parametrize(
    "items",
    [
        ("Haushalt: 1,2 Mio. €", "Landesförderung: 300 T€"),
        ("1. Mitgliedergewinnung", "2. Fördermittel", "3. Öffentlichkeitsarbeit"),
    ],
)
def test_next_label_or_number_begins_even_behind_a_full_line(items: tuple[str, ...]) -> None:
    assert paragraphs(lines(*items), NOT_HYPHENATING) == items


def test_text_in_brackets_begins_no_paragraph_because_a_syllable_would_have_fitted() -> None:
    cell = type_set("Messstellen am Erlengraben", 7.0), type_set("(Radarsonden, Fernübertragung)", 0.0)
    assert len(paragraphs(cell, HYPHENATING)) == 1


def test_one_broken_word_among_many_line_ends_is_the_authors() -> None:
    plain = [lines("Ausbau der", "Beratung")] * 35
    assert not study([*plain, lines("Planfeststellungs-", "verfahren")]).hyphenates


def test_values_that_stand_alone_elsewhere_are_two() -> None:
    known = replace(NOT_HYPHENATING, values=frozenset({"Kernstadt", "Seedorf"}))
    assert paragraphs(lines("Kernstadt", "Seedorf"), known) == ("Kernstadt", "Seedorf")
    assert paragraphs(lines("Kernstadt", "Oberdorf"), known) == ("Kernstadt Oberdorf",)


def test_end_of_a_quotation_and_the_bracket_behind_it_stand_on_one_line() -> None:
    assert len(paragraphs(lines("Wohnung „Daheim in", "Siedel“ (Termine", width=27), NOT_HYPHENATING)) == 1
    assert len(paragraphs(lines("Wohnung „Daheim in", "Siedel“ Termine", width=27), NOT_HYPHENATING)) == 2


@pytest.mark.parametrize(
    ("above", "below", "count"),
    [
        ("Ankündigung zum 80.", "Geburtstag", 1),
        ("Ausbau der Etage 2.", "Umbau", 2),
        ("höchstens 1.500 €", "Über die Vergabe entscheidet eine Jury", 2),
        ("höchstens 40 %", "Vorhaben und Kosten", 1),
    ],
)
def test_ordinal_goes_on_and_a_sentence_may_begin_behind_an_amount(above: str, below: str, count: int) -> None:
    width = len(above) + (20 if above.endswith(".") else 0)
    assert len(paragraphs(lines(above, below, width=width), NOT_HYPHENATING)) == count
