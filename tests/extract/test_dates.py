"""Dates: a table of wordings, each resolved against a day of publication; datelines; leaning; properties that hold for any text."""

from __future__ import annotations

import itertools
import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.extract.dates import DateSpan, find_dateline, find_dates, lean

TUESDAY = date(2026, 2, 10)
SUNDAY = date(2026, 2, 15)

Expected = tuple[str, ...]


def show(span: DateSpan) -> Expected:
    """Write a span as the table does: its words, its days, and what else is not plain."""
    days = "?" if span.first is None else f"{span.first}..{span.last}" if span.first != span.last else str(span.first)
    notes: list[str] = [] if span.precision == ("range" if ".." in days else "day") else [span.precision]
    if span.anchor_days is not None:
        notes.append(f"anchor {span.anchor_days:+d}")
    notes += [flag for flag in ("since", "time_of_day", "dateline") if getattr(span, flag)]
    return (span.text, days, " ".join(notes)) if notes else (span.text, days)


# (text, [(words, days, anything else than a plain day or range)]), published on Tuesday, 10 February 2026.
ON_TUESDAY: list[tuple[str, list[Expected]]] = [
    # weekdays: the last one on or before publication
    ("Jets hit the town on Friday.", [("Friday", "2026-02-06")]),
    ("Jets hit the town on Tuesday.", [("Tuesday", "2026-02-10")]),  # the day itself, not a week earlier
    ("Jets hit the town on Wednesday.", [("Wednesday", "2026-02-04")]),
    ("Jets hit the town Monday, medics said.", [("Monday", "2026-02-09")]),
    ("Rockets fell late Tuesday.", [("late Tuesday", "2026-02-10")]),
    ("Rockets fell early on Monday.", [("early on Monday", "2026-02-09")]),
    ("Rockets fell late on Monday night.", [("late on Monday night", "2026-02-09")]),
    ("Earlier on Sunday a drone had hit the port.", [("Earlier on Sunday", "2026-02-08")]),
    ("Friday night saw the heaviest fire.", [("Friday night", "2026-02-06")]),
    ("on Wednesday evening", [("Wednesday evening", "2026-02-04")]),
    ("The raid came on Friday at dawn.", [("Friday at dawn", "2026-02-06")]),
    ("in the early hours of Friday", [("in the early hours of Friday", "2026-02-06")]),
    ("on the morning of Saturday", [("on the morning of Saturday", "2026-02-07")]),
    ("shelled last Friday", [("last Friday", "2026-02-06")]),
    ("shelled last Tuesday", [("last Tuesday", "2026-02-03")]),  # strictly before publication
    ("shelled this past Saturday", [("this past Saturday", "2026-02-07")]),
    ("shelled on Thursday last week", [("Thursday last week", "2026-02-05")]),
    ("on Monday of last week", [("Monday of last week", "2026-02-02")]),
    ("Friday's raid was the third.", [("Friday", "2026-02-06")]),
    ("Fridays raid killed two", [("Friday", "2026-02-06")]),  # the apostrophe was lost
    ("two Fridays ago", [("Friday", "?")]),
    ("They protest on Fridays.", [("Friday", "?")]),  # a habit
    ("Shells fall every Friday.", [("every Friday", "?")]),
    ("He was held on Tues. in a raid.", [("Tues.", "2026-02-10")]),
    ("They were arrested after Friday prayers.", [("Friday", "2026-02-06")]),
    # the future is no date of what happened
    ("Talks resume next Friday.", [("next Friday", "?")]),
    ("The court will sit on Monday.", [("Monday", "?")]),
    ("A vote is due on Thursday in the council.", [("Thursday", "?")]),
    ("A truce is scheduled for Saturday.", [("Saturday", "?")]),
    ("The ban ends tomorrow.", [("tomorrow", "?")]),
    ("More raids could follow on Friday.", [("Friday", "?")]),
    ("It will go on, he said on Friday.", [("Friday", "2026-02-06")]),  # 'will' is in another clause
    ("They may have struck on Friday.", [("Friday", "2026-02-06")]),
    # days beside publication
    ("A mortar round killed two yesterday.", [("yesterday", "2026-02-09")]),
    ("yesterday evening", [("yesterday evening", "2026-02-09")]),
    ("the day before yesterday", [("the day before yesterday", "2026-02-08")]),
    ("Two men were held today.", [("today", "2026-02-10")]),
    ("earlier today", [("earlier today", "2026-02-10")]),
    ("Sirens sounded tonight.", [("tonight", "2026-02-10")]),
    ("in last night's attack", [("last night", "2026-02-09")]),
    ("Drones hit the grid overnight.", [("overnight", "2026-02-09..2026-02-10")]),
    ("overnight on Friday", [("overnight on Friday", "2026-02-06..2026-02-07")]),
    ("overnight into Saturday", [("overnight into Saturday", "2026-02-06..2026-02-07")]),
    ("overnight Friday to Saturday", [("overnight Friday to Saturday", "2026-02-06..2026-02-07")]),
    ("overnight on Tuesday", [("overnight on Tuesday", "2026-02-09..2026-02-10")]),  # the night to come is not told
    ("on the night of February 3-4", [("on the night of February 3-4", "2026-02-03..2026-02-04")]),
    ("on the night of 3 to 4 February", [("on the night of 3 to 4 February", "2026-02-03..2026-02-04")]),
    ("in the night between Friday and Saturday", [("in the night between Friday and Saturday", "2026-02-06..2026-02-07")]),
    # hours alone
    ("Troops raided the camp at dawn.", [("at dawn", "2026-02-10", "time_of_day")]),
    ("this morning", [("this morning", "2026-02-10", "time_of_day")]),
    ("Two shells landed at around 3 a.m. in a field.", [("at around 3 a.m.", "2026-02-10", "time_of_day")]),
    ("in the early hours, residents said", [("in the early hours", "2026-02-10", "time_of_day")]),
    ("before dawn on Friday", [("before dawn on Friday", "2026-02-06")]),  # an hour with its day is that day
    ("at 4:30 p.m. on Feb. 3", [("at 4:30 p.m. on Feb. 3", "2026-02-03")]),
    ("on Friday, at around 3 a.m.", [("Friday, at around 3 a.m.", "2026-02-06")]),
    ("The mill was hit at about 13.40, the mayor said.", [("at about 13.40", "2026-02-10", "time_of_day")]),
    ("At 0530 hrs a patrol set out.", [("At 0530 hrs", "2026-02-10", "time_of_day")]),
    ("around 22:15 a rocket fell", [("around 22:15", "2026-02-10", "time_of_day")]),
    ("Prices rose at 3.40 per cent a month.", []),  # no hour
    ("between 8 a.m. yesterday and 8 a.m. today", [("between 8 a.m. yesterday and 8 a.m. today", "2026-02-09..2026-02-10")]),
    ("from 6:30 p.m. on Friday to 9 a.m. on Sunday", [("from 6:30 p.m. on Friday to 9 a.m. on Sunday", "2026-02-06..2026-02-08")]),
    ("in the night to Sunday", [("in the night to Sunday", "2026-02-07..2026-02-08")]),
    ("during the night into Sunday", [("during the night into Sunday", "2026-02-07..2026-02-08")]),
    ("six raids since this morning", [("since this morning", "2026-02-10", "range since")]),
    # weeks, months, years beside publication
    ("in the first half of last year", [("the first half of last year", "2025-01-01..2025-06-30")]),
    ("in the first three months of 2025", [("the first three months of 2025", "2025-01-01..2025-03-31")]),
    (
        "freed since the pact was signed in Oslo on Feb. 3",
        [("since the pact was signed in Oslo on Feb. 3", "2026-02-03..2026-02-10", "since")],
    ),
    ("the week of February 3", [("the week of February 3", "2026-02-02..2026-02-08", "week")]),
    ("in the week ending 8 February", [("the week ending 8 February", "2026-02-02..2026-02-08", "week")]),
    ("in the 24 hours to Monday", [("in the 24 hours to Monday", "2026-02-08..2026-02-09")]),
    ("the week before", [("the week before", "?", "range")]),
    ("earlier this week", [("earlier this week", "2026-02-09..2026-02-10", "week")]),
    ("ten strikes this week", [("this week", "2026-02-09..2026-02-10", "week since")]),
    ("arrested last week", [("last week", "2026-02-02..2026-02-08", "week")]),
    ("late last week", [("late last week", "2026-02-06..2026-02-08")]),
    ("earlier this month", [("earlier this month", "2026-02-01..2026-02-10", "month")]),
    ("strikes this year", [("this year", "2026-01-01..2026-02-10", "year since")]),
    ("so far this year", [("so far this year", "2026-01-01..2026-02-10", "year since")]),
    ("last month", [("last month", "2026-01-01..2026-01-31", "month")]),
    ("late last month", [("late last month", "2026-01-21..2026-01-31")]),
    ("last year", [("last year", "2025-01-01..2025-12-31", "year")]),
    ("late last year", [("late last year", "2025-09-01..2025-12-31")]),
    ("over the weekend", [("over the weekend", "2026-02-07..2026-02-08")]),
    ("at the weekend", [("at the weekend", "2026-02-07..2026-02-08")]),
    ("at the start of the year", [("the start of the year", "2026-01-01..2026-02-10")]),
    ("at the end of last month", [("the end of last month", "2026-01-22..2026-01-31")]),
    ("next week", [("next week", "?", "range")]),
    ("in the coming days", [("in the coming days", "?", "range")]),
    # open stretches
    ("in the last two months", [("in the last two months", "2025-12-10..2026-02-10", "since")]),
    ("in the past 24 hours", [("in the past 24 hours", "2026-02-09..2026-02-10", "since")]),
    ("over the last day", [("over the last day", "2026-02-09..2026-02-10", "since")]),
    ("in the last three days", [("in the last three days", "2026-02-07..2026-02-10", "since")]),
    ("over the past week", [("over the past week", "2026-02-03..2026-02-10", "since")]),
    ("during the past year", [("during the past year", "2025-02-10..2026-02-10", "since")]),
    ("in the last week", [("in the last week", "2026-02-03..2026-02-10", "since")]),
    ("in recent days", [("in recent days", "?", "range since")]),
    ("over the past few weeks", [("over the past few weeks", "?", "range since")]),
    ("on the last day of the siege", []),  # nobody knows which
    ("since December", [("since December", "2025-12-01..2026-02-10", "since")]),
    ("since mid-September", [("since mid-September", "2025-09-11..2026-02-10", "since")]),
    ("since Saturday", [("since Saturday", "2026-02-07..2026-02-10", "since")]),
    ("since 10 August 2014", [("since 10 August 2014", "2014-08-10..2026-02-10", "since")]),
    ("since 2011", [("since 2011", "2011-01-01..2026-02-10", "since")]),
    ("since the start of March 2025", [("since the start of March 2025", "2025-03-01..2026-02-10", "since")]),
    ("since last week", [("since last week", "2026-02-02..2026-02-10", "since")]),
    ("since the beginning of the year", [("since the beginning of the year", "2026-01-01..2026-02-10", "since")]),
    ("from November until now", [("from November until now", "2025-11-01..2026-02-10", "since")]),
    ("from 2019 onwards", [("from 2019 onwards", "2019-01-01..2026-02-10", "since")]),
    ("since the war broke out in March 2011", [("since the war broke out in March 2011", "2011-03-01..2026-02-10", "since")]),
    (
        "since fighting in the hills began on Friday",
        [("since fighting in the hills began on Friday", "2026-02-06..2026-02-10", "since")],
    ),
    ("so far in 2026", [("so far in 2026", "2026-01-01..2026-02-10", "since")]),
    ("Since the truce in March held", [("March", "2025-03-01..2025-03-31", "month")]),
    ("Since the fall of the city nobody has left.", []),
    # so long ago
    ("two days ago", [("two days ago", "2026-02-08")]),
    ("about a week ago", [("about a week ago", "2026-02-03")]),
    ("three weeks ago", [("three weeks ago", "2026-01-20")]),
    ("two months ago", [("two months ago", "2025-12-01..2025-12-31", "month")]),
    ("a year ago", [("a year ago", "2025-02-01..2025-02-28", "month")]),
    ("five years ago", [("five years ago", "2021-01-01..2021-12-31", "year")]),
    ("a few days ago", [("a few days ago", "?", "range")]),
    ("more than two months ago", [("more than two months ago", "?", "range")]),
    # what leans on another date
    ("The following day more shells fell.", [("The following day", "?", "anchor +1")]),
    ("the next day", [("the next day", "?", "anchor +1")]),
    ("a day after the raid", [("a day after", "?", "anchor +1")]),
    ("a day earlier", [("a day earlier", "?", "anchor -1")]),
    ("the previous day", [("the previous day", "?", "anchor -1")]),
    ("the night before", [("the night before", "?", "anchor -1")]),
    ("two days later", [("two days later", "?", "anchor +2")]),
    ("A week later they were freed.", [("A week later", "?", "anchor +7")]),
    ("the same day", [("the same day", "?", "anchor +0")]),
    ("later that day", [("later that day", "?", "anchor +0")]),
    ("that night", [("that night", "?", "anchor +0")]),
    ("Witnesses said that night raids went on.", []),  # 'that' is no article here
    ("several hours later", [("several hours later", "?", "anchor +0")]),
    ("three years later", [("three years later", "?", "range")]),  # which day nobody knows
    # calendar dates without a year: the nearest on or before publication, or just ahead
    ("On Feb. 3 jets hit a depot.", [("Feb. 3", "2026-02-03")]),
    ("on 3 February", [("3 February", "2026-02-03")]),
    ("on the 3rd of February", [("3rd of February", "2026-02-03")]),
    ("on December 24", [("December 24", "2025-12-24")]),
    ("on February 11", [("February 11", "2026-02-11")]),  # a dateline may lag: not a year ago
    ("on February 18", [("February 18", "2025-02-18")]),
    ("on Sept. 5", [("Sept. 5", "2025-09-05")]),
    ("on 29 February", [("29 February", "2024-02-29")]),
    ("on February 30", [("February", "2026-02-01..2026-02-28", "month")]),  # no such day: the month is left
    ("Fighters were captured in January.", [("January", "2026-01-01..2026-01-31", "month")]),
    ("in March", [("March", "2025-03-01..2025-03-31", "month")]),
    ("last May", [("last May", "2025-05-01..2025-05-31", "month")]),
    ("in October last year", [("October last year", "2025-10-01..2025-10-31", "month")]),
    ("in early July", [("early July", "2025-07-01..2025-07-10")]),
    ("in mid-July", [("mid-July", "2025-07-11..2025-07-20")]),
    ("in late August", [("late August", "2025-08-21..2025-08-31")]),
    ("in the first week of January", [("the first week of January", "2026-01-01..2026-01-07")]),
    ("in the second half of 2015", [("the second half of 2015", "2015-07-01..2015-12-31")]),
    ("in the first three months of 2025", [("the first three months of 2025", "2025-01-01..2025-03-31")]),
    ("the last ten days of January", [("the last ten days of January", "2026-01-22..2026-01-31")]),
    ("in a June raid", [("June", "2025-06-01..2025-06-30", "month")]),
    ("on 05-Feb-26", [("05-Feb-26", "2026-02-05")]),
    ("the March offensive", [("March", "2025-03-01..2025-03-31", "month")]),
    # calendar dates with a year
    ("February 3rd, 2026", [("February 3rd, 2026", "2026-02-03", "dateline")]),
    ("It fell on Feb. 3, 2026 forces said.", [("Feb. 3, 2026", "2026-02-03")]),
    ("on 2026-02-03", [("2026-02-03", "2026-02-03")]),
    ("on 03/02/2026", [("03/02/2026", "2026-02-03")]),  # the day stands first
    ("on 02/13/2026", [("02/13/2026", "2026-02-13")]),  # unless it can't
    ("on 02-06-2016", [("02-06-2016", "2016-06-02")]),
    ("on 6.4.2017", [("6.4.2017", "2017-04-06")]),
    ("on 01-Oct-2014", [("01-Oct-2014", "2014-10-01")]),
    ("in January 2026", [("January 2026", "2026-01-01..2026-01-31", "month")]),
    ("in March 2024", [("March 2024", "2024-03-01..2024-03-31", "month")]),  # a month, not a day
    ("in late March 2024", [("late March 2024", "2024-03-21..2024-03-31")]),
    ("in 2014", [("2014", "2014-01-01..2014-12-31", "year")]),
    ("in early 2014", [("early 2014", "2014-01-01..2014-04-30")]),
    ("in mid-2014", [("mid-2014", "2014-05-01..2014-08-31")]),
    ("late in 2014", [("late in 2014", "2014-09-01..2014-12-31")]),
    ("in summer 2015", [("summer 2015", "2015-06-01..2015-08-31")]),
    ("in the winter of 2015", [("the winter of 2015", "2015-12-01..2016-02-29")]),
    ("last summer", [("last summer", "2025-06-01..2025-08-31")]),
    ("in the 1980s", [("the 1980s", "1980-01-01..1989-12-31", "year")]),
    ("the war of 1980-88", [("1980-88", "1980-01-01..1988-12-31")]),
    ("on Friday, February 6, 2026", [("Friday, February 6, 2026", "2026-02-06")]),
    ("on Friday (Feb. 6)", [("Friday (Feb. 6)", "2026-02-06")]),
    ("on Thursday evening, Feb. 5", [("Thursday evening, Feb. 5", "2026-02-05")]),
    ("in the first days of January", [("the first days of January", "2026-01-01..2026-01-10")]),
    # ranges
    ("between February 3 and 12", [("between February 3 and 12", "2026-02-03..2026-02-12")]),
    ("between 3 and 12 February", [("between 3 and 12 February", "2026-02-03..2026-02-12")]),
    ("from January 27 to February 2", [("from January 27 to February 2", "2026-01-27..2026-02-02")]),
    ("January 27 - February 2", [("January 27 - February 2", "2026-01-27..2026-02-02")]),
    ("from December 29 to January 4", [("from December 29 to January 4", "2025-12-29..2026-01-04")]),  # over New Year
    ("from 29 December to 4 January 2024", [("from 29 December to 4 January 2024", "2023-12-29..2024-01-04")]),
    ("from 29 December 2023 to 4 January", [("from 29 December 2023 to 4 January", "2023-12-29..2024-01-04")]),
    ("Feb. 3-12", [("Feb. 3-12", "2026-02-03..2026-02-12")]),
    ("on 3–12 February 2026", [("3–12 February 2026", "2026-02-03..2026-02-12")]),
    ("October 25-26, 2016", [("October 25-26, 2016", "2016-10-25..2016-10-26")]),
    ("on Feb. 3 and 4", [("Feb. 3 and 4", "2026-02-03..2026-02-04")]),
    ("on Feb. 3 and Feb. 4", [("Feb. 3 and Feb. 4", "2026-02-03..2026-02-04")]),
    ("on Feb. 3, 4 and 5", [("Feb. 3, 4 and 5", "2026-02-03..2026-02-05")]),
    ("on Feb. 3 and Feb. 9", [("Feb. 3", "2026-02-03"), ("Feb. 9", "2026-02-09")]),  # two days, two events
    ("from 2014 until 2019", [("from 2014 until 2019", "2014-01-01..2019-12-31")]),
    ("between March and May", [("between March and May", "2025-03-01..2025-05-31")]),
    ("in June and July", [("June and July", "2025-06-01..2025-07-31")]),
    ("between Friday and Monday", [("between Friday and Monday", "2026-02-06..2026-02-09")]),
    ("from Friday to Sunday", [("from Friday to Sunday", "2026-02-06..2026-02-08")]),
    ("on Saturday and Sunday", [("Saturday and Sunday", "2026-02-07..2026-02-08")]),
    ("late Saturday and early Sunday", [("late Saturday and early Sunday", "2026-02-07..2026-02-08")]),
    ("on Friday, Saturday and Sunday", [("Friday, Saturday and Sunday", "2026-02-06..2026-02-08")]),
    ("on Saturday and Friday", [("Saturday", "2026-02-07"), ("Friday", "2026-02-06")]),
    ("on Friday and on Monday", [("Friday", "2026-02-06"), ("Monday", "2026-02-09")]),
    # bounds
    ("By Friday all had left.", [("By Friday", "2026-02-06", "by")]),
    ("As of February 8 they were still held.", [("As of February 8", "2026-02-08", "by")]),
    # feasts
    ("on May Day", [("May Day", "2025-05-01")]),
    ("on Christmas Day", [("Christmas Day", "2025-12-25")]),
    ("on New Year's Eve", [("New Year's Eve", "2025-12-31")]),
    ("on Thanksgiving Day", [("Thanksgiving Day", "2025-11-27")]),
    ("the 2019 strike on the mill", [("2019", "2019-01-01..2019-12-31", "year")]),
    ("the 2012 kidnapping", [("2012", "2012-01-01..2012-12-31", "year")]),
    ("the 2019 strike plan", []),
    ("the 2012 law", []),
    ("on Easter Sunday 2019", [("Easter Sunday 2019", "2019-04-21")]),
    # no dates, or not what they seem
    ("The army may march on the august city in a second sun.", []),
    ("Police may arrest more; the rebels march 20 miles.", []),
    ("She writes for the Sunday Times and the Mail on Sunday.", []),
    ("laſt ſpring, two wee\u212as ago, on Frıday", []),  # letters that ignoring case makes alike
    ("Shops closed on Black Friday and the memory of Bloody Sunday lives.", []),
    ("They met at the Friday Mosque.", []),
    ("the 2017 crackdown and the 2003 war", []),
    ("during the 2017 crackdown in 2018", [("2018", "2018-01-01..2018-12-31", "year")]),
    ("The 3rd of May Brigade and the 17 February Martyrs Brigade shelled the town.", []),
    ("He led the January 25 Revolution.", []),
    ("under Resolution 2254 and release 2012-05-S-027", []),
    ("They fight 24/7, won 3-1, and 4-6 people died.", []),
    ("Call +44 20 7946 0958 or pay $2014.", []),
    ("After 9/11 and the Sept. 11 attacks much changed.", []),
    ("the attacks of Sept. 11, 2001", [("Sept. 11, 2001", "2001-09-11")]),
    ("In May 8 people were killed.", [("May", "2025-05-01..2025-05-31", "month")]),  # the comma was lost
    ("in 2000 homes", []),
    ("nearly 2000 air raids", []),
    ("a force of 2000 men", []),
    ("On Feb. 3 12 others were hurt.", [("Feb. 3", "2026-02-03")]),
    ("On Feb. 3 and 12 others fled.", [("Feb. 3", "2026-02-03")]),
    ("They were held for three days before being freed.", []),  # a length of time
    ("for more than 40 years, over three weeks", []),
    ("Prime Minister May met General March.", []),
    ("In a two-day battle each day cost lives.", []),
    ("", []),
]

# (text, published, expected): where the day of publication matters or is unknown.
ELSEWHEN: list[tuple[str, date | None, list[Expected]]] = [
    ("on May 8", date(2016, 5, 7), [("May 8", "2016-05-08")]),  # one day after publication is not a year ago
    ("on Friday", None, [("Friday", "?")]),
    ("on May 8", None, [("May 8", "?")]),
    ("in May", None, [("May", "?", "month")]),
    ("yesterday and overnight", None, [("yesterday", "?"), ("overnight", "?", "range")]),
    ("since 2011", None, [("since 2011", "?", "range since")]),
    ("between February 3 and 12", None, [("between February 3 and 12", "?", "range")]),
    ("on May 8, 2016", None, [("May 8, 2016", "2016-05-08")]),
    ("from 3 May to 7 June 2016", None, [("from 3 May to 7 June 2016", "2016-05-03..2016-06-07")]),
    ("over the weekend", SUNDAY, [("over the weekend", "2026-02-14..2026-02-15")]),
    ("last weekend", SUNDAY, [("last weekend", "2026-02-07..2026-02-08")]),
    ("earlier this week", SUNDAY, [("earlier this week", "2026-02-09..2026-02-15", "week")]),
    ("in the last month", date(2026, 3, 31), [("in the last month", "2026-02-28..2026-03-31", "since")]),
    ("between Monday and Wednesday", date(2026, 2, 11), [("between Monday and Wednesday", "2026-02-09..2026-02-11")]),
    ("in January", date(2026, 1, 20), [("January", "2026-01-01..2026-01-31", "month")]),
    ("last January", date(2026, 1, 20), [("last January", "2025-01-01..2025-01-31", "month")]),
    ("since November 15", date(2016, 12, 3), [("since November 15", "2016-11-15..2016-12-03", "since")]),
    ("On May 8, 2014 people fled", date(2014, 5, 10), [("May 8, 2014", "2014-05-08")]),
    ("On May 8, 2000 people fled", date(2014, 5, 10), [("May 8", "2014-05-08")]),
    # newsroom text without its commas
    ("Sun 22 Feb 2015 Rockets hit a market", date(2015, 2, 22), [("Sun 22 Feb 2015", "2015-02-22", "dateline")]),
    ("Tue Oct 7 2014 Rockets hit a market", None, [("Tue Oct 7 2014", "2014-10-07", "dateline")]),
    ("AFP Thursday 2 Jul 2015 Gunmen took two", None, [("Thursday 2 Jul 2015", "2015-07-02", "dateline")]),
    ("24 November 2016 Jets bombed a bridge", None, [("24 November 2016", "2016-11-24", "dateline")]),
    ("Saturday 03 December 2016 17:53 Envoy", None, [("Saturday 03 December 2016", "2016-12-03", "dateline")]),
    ("KABUL, Afghanistan (Oct. 8) - Troops", date(2012, 10, 8), [("Oct. 8", "2012-10-08", "dateline")]),
    ("BAGHDAD, Jan 5 (Wire) - On Sunday", date(2020, 1, 6), [("Jan 5", "2020-01-05", "dateline"), ("Sunday", "2020-01-05")]),
]


@pytest.mark.parametrize(("text", "expected"), ON_TUESDAY)
def test_words_become_days(text: str, expected: list[Expected]) -> None:
    assert [show(span) for span in find_dates(text, TUESDAY)] == expected


@pytest.mark.parametrize(("text", "published", "expected"), ELSEWHEN)
def test_publication_decides(text: str, published: date | None, expected: list[Expected]) -> None:
    assert [show(span) for span in find_dates(text, published)] == expected


def test_default_year_serves_where_publication_is_unknown() -> None:
    assert show(find_dates("on May 8", None, default_year=2006)[0]) == ("May 8", "2006-05-08")
    assert show(find_dates("on May 8", TUESDAY, default_year=2006)[0]) == ("May 8", "2025-05-08")


@pytest.mark.parametrize(
    ("words", "anchor", "days"),
    [
        ("the following day", "on Feb. 3", "2026-02-04"),
        ("a day earlier", "on Feb. 3", "2026-02-02"),
        ("two days later", "on Feb. 3-5", "2026-02-07"),  # counted from the end
        ("a day earlier", "on Feb. 3-5", "2026-02-02"),  # counted from the start
        ("the same day", "on Feb. 3-5", "2026-02-03..2026-02-05"),
        ("the following day", "in January", "?"),  # after which day of it?
        ("the following day", "next Friday", "?"),
        ("on Friday", "on Feb. 3", "2026-02-06"),  # needs nobody to lean on
    ],
)
def test_leaning(words: str, anchor: str, days: str) -> None:
    span, other = find_dates(words, TUESDAY)[0], find_dates(anchor, TUESDAY)[0]
    assert show(lean(span, other))[1] == days


@pytest.mark.parametrize(
    ("text", "words", "day"),
    [
        ("Tuesday, January 15, 2019\n\nA bomb went off.", "Tuesday, January 15, 2019", "2019-01-15"),
        ("KABUL, Afghanistan (Oct. 8, 2012) - Troops held two men.", "Oct. 8, 2012", "2012-10-08"),
        ("KABUL, Afghanistan (Oct. 8, 2012) — Troops held two men.", "Oct. 8, 2012", "2012-10-08"),  # not ASCII, and a capital K
        ("2012-10-S-007\nFor Immediate Release\n\nKABUL, Afghanistan (Oct. 8, 2012)\nTroops", "Oct. 8, 2012", "2012-10-08"),
        ("Sun 22 Feb 2015 Rockets kill four in a market", "Sun 22 Feb 2015", "2015-02-22"),
        ("01-10-2014 Two bombs in the city", "01-10-2014", "2014-10-01"),
        ("Posted on July 2 2016 by Staff Thirty killed", "July 2 2016", "2016-07-02"),
        ("LONDON, 3 March 2024 (Wire) - The minister spoke.", "3 March 2024", "2024-03-03"),
        ("A headline of ours\nBy Jane Roe | 3 March 2024\nThe town", "3 March 2024", "2024-03-03"),
        ("Evening Update April 3, 2011\nTroops held two men.", "April 3, 2011", "2011-04-03"),
        ("A headline WIRE Jane Roe Near East 0041 06.04.2017Get the link", "06.04.2017", "2017-04-06"),
        ("Published: 2024-03-03\n\nThe town", "2024-03-03", "2024-03-03"),
        ("Rockets hit the city 21 November 2016 SANA Terrorists", "21 November 2016", "2016-11-21"),
        ("On Feb. 3, 2026 forces struck a depot.", None, None),  # a running sentence
        ("Forces struck on 3 February 2026\nand again.", None, None),
        ("2 May 2014 - 4 June 2014", None, None),  # a period
        ("The war that began in Daraa (March 15, 2011) - and went on", None, None),
        ("KABUL, Afghanistan (Oct. 8) - Troops held two men.", None, None),  # no year
        ("February 3, 2026: jets hit a depot.", None, None),  # an entry of a chronicle
        ("x " * 400 + "\nTuesday, January 15, 2019\n", None, None),  # far from the head
        ("No date here.", None, None),
    ],
)
def test_datelines(text: str, words: str | None, day: str | None) -> None:
    found = find_dateline(text)
    assert (found and (text[found[1] : found[2]], found[0].isoformat())) == (words and (words, day))


# Texts made of what the grammar knows, so that hypothesis meets odd neighbours, and of anything at all.
_PIECES = st.sampled_from(
    "since from between and to until the last next early late mid - overnight on by in of at Friday Sunday"
    " Mondays January May Feb. Sept 3"
    " 12 31 29 2024 1999 0001 9999 02/03/2024 a two three days months years ago later week month year weekend summer"
    " , . \n night morning first half"
    " Christmas Day Thanksgiving 1980s yesterday today will previous few hours ( ) ſ ſunday sprıng weeKs".split(" ")
)
_TEXTS = st.lists(_PIECES, max_size=14).map(" ".join) | st.text(max_size=60)
_DAYS = st.none() | st.dates() | st.sampled_from([date.min, date.max, date(2024, 2, 29)])


@settings(deadline=None)  # the machine may be busy
@given(text=_TEXTS, published=_DAYS)
def test_any_text_gives_ordered_spans(text: str, published: date | None) -> None:
    spans = find_dates(text, published)
    assert spans == find_dates(text, published)
    assert all(a.end <= b.start for a, b in itertools.pairwise(spans))
    for span in spans:
        assert text[span.start : span.end] == span.text != ""
        assert (span.first is None) == (span.last is None)
        assert span.first is None or span.last is None or span.first <= span.last
        assert span.anchor_days is None or span.first is None
    find_dateline(text)


@settings(deadline=None)  # the machine may be busy
@given(text=_TEXTS, anchor=_TEXTS, published=_DAYS)
def test_leaning_never_raises(text: str, anchor: str, published: date | None) -> None:
    for span in find_dates(text, published):
        for other in find_dates(anchor, published):
            leaned = lean(span, other)
            assert leaned.first is None or leaned.last is None or leaned.first <= leaned.last


@pytest.mark.parametrize("piece", ["1", "a ", "3, ", "Feb. ", "the last ", "\n", "KABUL ("])
def test_time_is_linear(piece: str) -> None:
    text = piece * (100_000 // len(piece))
    began = time.process_time()
    find_dates(text, TUESDAY)
    find_dateline(text)
    assert time.process_time() - began < 20  # seconds: 1 or 2 on a busy machine, minutes where a pattern backtracks
