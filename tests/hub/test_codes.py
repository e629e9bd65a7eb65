"""Codes by mail: five guesses, a quarter of an hour, once, for one purpose."""

import datetime as dt
import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.utils import timezone

from hub import codes
from hub.accounts import DEMO_CODE, make_demo_user
from hub.codes import CodeError
from hub.models import MailCode, OutgoingMail

SIGN_IN, YOUR_DATA = MailCode.Purpose.SIGN_IN, MailCode.Purpose.YOUR_DATA


def send(email="bo@example.org", *, ip="192.0.2.1", **options) -> tuple[str, str]:
    """Token and code of a new mail."""
    token = codes.send_code(email, SIGN_IN, "en", ip=ip, **options)
    mail = OutgoingMail.objects.latest("pk")
    return token, re.search(r"\b\d{6}\b", mail.body).group()


def refusal(token: str, code: str, purpose: str = SIGN_IN) -> str:
    """Why a code is refused; empty if it is not."""
    try:
        codes.check(token, code, purpose)
    except CodeError as error:
        return error.code
    return ""


def wrong(code: str) -> str:
    """Another code."""
    return f"{(int(code) + 1) % 10**6:06}"


def test_code_shows_who_reads_the_mail(db):
    token, code = send(" Bo@Example.org ")

    assert codes.address_behind(token, SIGN_IN) == "bo@example.org"
    assert codes.check(token, code, SIGN_IN) == "bo@example.org"


def test_code_may_be_written_with_spaces(db):
    token, code = send()

    assert refusal(token, f" {code[:3]} {code[3:]} ") == ""


def test_code_works_once(db):
    token, code = send()
    codes.check(token, code, SIGN_IN)

    assert refusal(token, code) == "expired"
    assert codes.address_behind(token, SIGN_IN) is None


def test_code_lives_a_quarter_of_an_hour(db, time_machine):
    time_machine.move_to("2026-11-24T12:00:00Z", tick=False)
    token, code = send()
    time_machine.shift(dt.timedelta(minutes=14, seconds=59))
    assert codes.address_behind(token, SIGN_IN) == "bo@example.org"

    time_machine.shift(1)

    assert codes.address_behind(token, SIGN_IN) is None
    assert refusal(token, code) == "expired"


def test_code_of_another_purpose_is_refused(db):
    token, code = send()

    assert refusal(token, code, YOUR_DATA) == "expired"
    assert refusal(token, code) == ""


def test_code_of_another_token_is_refused(db):
    token, _code = send()
    _other_token, other_code = send("eva@example.org")

    assert refusal(token, other_code) == "wrong"


def test_five_guesses_are_all(db):
    token, code = send()

    reasons = [refusal(token, wrong(code)) for _ in range(5)]

    assert reasons == ["wrong"] * 4 + ["expired"]
    assert refusal(token, code) == "expired"


def test_fifth_guess_may_be_the_right_one(db):
    token, code = send()
    for _ in range(4):
        refusal(token, wrong(code))

    assert refusal(token, code) == ""


def test_parallel_guesses_are_five_too(own_database):
    token, code = send()

    def guess(_number: int) -> str:
        try:
            return refusal(token, wrong(code))
        finally:
            connection.close()

    with ThreadPoolExecutor(20) as pool:
        list(pool.map(guess, range(20)))

    assert MailCode.objects.get(token=token).attempts == 5
    assert refusal(token, code) == "expired"


def test_parallel_use_of_the_right_code_works_once(own_database):
    token, code = send()

    def use(_number: int) -> str:
        try:
            return refusal(token, code)
        finally:
            connection.close()

    with ThreadPoolExecutor(5) as pool:
        reasons = list(pool.map(use, range(5)))

    assert sorted(reasons) == ["", *["expired"] * 4]


def test_code_itself_is_not_stored(db):
    token, code = send()

    row = MailCode.objects.get(token=token)

    assert code not in row.code_hash
    assert row.expires_at - timezone.now() <= dt.timedelta(minutes=15)


@pytest.mark.parametrize(
    ("changing", "limit"), [("ip", codes.PER_ADDRESS), ("email", codes.PER_READER)]
)
def test_codes_an_hour_are_limited(db, time_machine, changing, limit):
    time_machine.move_to("2026-11-24T12:00:00Z", tick=False)

    def one(number: int) -> str:
        email = f"bo{number}@example.org" if changing == "email" else "bo@example.org"
        ip = f"192.0.2.{number}" if changing == "ip" else "192.0.2.1"
        try:
            send(email, ip=ip)
        except CodeError as error:
            return error.code
        return ""

    reasons = [one(number) for number in range(limit + 1)]

    assert reasons == [""] * limit + ["limit"]
    time_machine.shift(dt.timedelta(hours=1))
    assert one(0) == ""


def test_demo_may_sign_in_as_often_as_it_likes_with_debug_only(db, settings):
    make_demo_user("ea@example.org", "Ea", "Ejer")

    settings.DEBUG = True
    for _number in range(codes.PER_READER + 1):
        send("ea@example.org", ip="192.0.2.1")
    settings.DEBUG = False
    for _number in range(codes.PER_ADDRESS):
        send("ea@example.org", ip="192.0.2.1")

    with pytest.raises(CodeError, match="limit"):
        send("ea@example.org", ip="192.0.2.1")


def test_demo_code_is_fixed_with_debug_only(db, settings):
    make_demo_user("ea@example.org", "Ea", "Ejer")

    settings.DEBUG = True
    with_debug = send("ea@example.org")[1]
    settings.DEBUG = False
    seen = {send("ea@example.org")[1] for _ in range(3)}

    assert with_debug == DEMO_CODE
    assert seen - {DEMO_CODE} == seen


def test_only_demo_people_have_the_demo_code(db, settings):
    settings.DEBUG = True

    seen = {send()[1] for _ in range(3)}

    assert seen - {DEMO_CODE} == seen
