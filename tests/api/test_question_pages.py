"""Each question of the catalogue has a page with a form, which works without a script."""

import re

import pytest
from fastapi.testclient import TestClient

from graph.catalogue import load_catalogue

QUESTIONS = {query.name: query for query in load_catalogue().queries}
HOME_OFFICE = "organisation/gb-home-office"


def text_of(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


@pytest.mark.parametrize("name", QUESTIONS)
def test_every_question_has_a_page_that_answers_its_example(name: str, client: TestClient) -> None:
    answer = client.get(f"/questions/{name}", params=QUESTIONS[name].example)  # type: ignore[arg-type]  # values of a header are plain

    assert answer.status_code in {200, 404}
    assert QUESTIONS[name].title in text_of(answer.text)


def test_a_question_that_needs_something_asks_for_it(client: TestClient) -> None:
    html = client.get("/questions/commitments_on_theme").text

    assert "Theme (needed)" in text_of(html)
    assert '<option value="theme/artificial-intelligence">Artificial intelligence</option>' in html
    assert '<h2 id="answer">' not in html


def test_the_answer_stands_below_the_form_with_its_quotes(client: TestClient) -> None:
    html = client.get("/questions/commitments_due_before", params={"day": "2026-06-30"}).text

    assert '<a href="/v1/entities/commitment/a1">commitment/a1</a>' in html
    assert "<blockquote>1. We and the Department of Health and Social Care will publish AI guidance by March 2026.</blockquote>" in html
    assert 'href="/v1/queries/commitments_due_before?day=2026-06-30"' in html


def test_fields_left_empty_are_not_sent_on(client: TestClient) -> None:
    answer = client.get("/questions/commitments_due_before", params={"day": "2026-06-30", "organisation": "", "limit": ""})

    assert answer.status_code == 200
    assert "Publish AI guidance by March 2026." in answer.text


def test_a_piece_of_graph_is_told_in_sentences_and_as_a_picture(client: TestClient) -> None:
    html = client.get("/questions/view_deadlines", params={"organisations": HOME_OFFICE}).text

    assert "Home Office makes “Publish AI guidance by March 2026.”" in text_of(html)
    assert 'href="/v1/views/deadlines.html?organisations=organisation%2Fgb-home-office"' in html


def test_what_is_wrong_is_said_beside_the_form(client: TestClient) -> None:
    answer = client.get("/questions/commitments_due_before", params={"day": "<b>soon</b>"})

    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
    assert "<b>soon" not in answer.text
    assert 'name="day"' in answer.text


def test_a_question_that_is_not_there_says_so(client: TestClient) -> None:
    assert client.get("/questions/nothing_like_it").status_code == 404


def test_every_piece_of_graph_can_be_drawn_by_its_name(client: TestClient) -> None:
    html = client.get("/v1/views/queries/bodies_overseen.html", params=QUESTIONS["bodies_overseen"].example).text  # type: ignore[arg-type]

    assert f"<h1><bdi>{QUESTIONS['bodies_overseen'].title}</bdi></h1>" in html


def test_the_front_page_shows_the_matrix_and_what_is_due(client: TestClient) -> None:
    html = client.get("/").text

    assert "/v1/views/matrix.html#department=organisation/gb-home-office" in html
    # The sample's deadline of March 2026 has passed, or lies within a year, whenever this runs after March 2025.
    assert "Publish AI guidance by March 2026." in text_of(html)
