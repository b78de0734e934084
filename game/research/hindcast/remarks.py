"""What the page says of each series beside its numbers: its title, and what the model misses and why."""

from __future__ import annotations

TITLES = {
    "export_share.china": "China's share of exports",
    "import_share.russia": "Russia's share of imports",
    "supply.oil.russia": "Russia's share of oil products bought abroad",
    "volume.coal": "Coal exports, kt a month",
    "exports": "Exports, m USD a month",
    "growth": "Growth, % a year",
    "reserves": "Reserves at the end of the year, m USD",
    "debt_ratio": "Public debt at the end of the year, % of GDP",
    "inflow_month": "Foreign investment, m USD a month",
    "alignment.russia_china": "Closeness of Russia and China, −1 to 1",
}
REMARKS = {
    "export_share.china": """\
Who buys moves in the model when somebody makes an effort, when an event says so, or when one good earns more than
another. The record itself scatters: it mixes editions, and from 2019 on it is rounded from what others report. Gold
goes mostly to Switzerland, which is no partner here. The chapters of 2017 and 2020 start at China's documented share
of that or the last year, with other goods as what is left when coal, copper and cashmere are counted. For 2021 the
record has less than nearly any world: Switzerland bought 19 % then, mostly gold, and 9 % in the year that the
chapter starts from.""",
    "import_share.russia": """\
In the model the parts of the import bill are fixed in each chapter, and fuel has no price. Its price would not help
much, since Russia's share also rose in 2015, when oil was half as dear as a year before. What is left is what each
chapter starts with, and the efforts to buy elsewhere, which take more from Russia than they did in truth; from year
to year the median is as good as blind.""",
    "supply.oil.russia": """\
The record is a statement that one edition copies from another, and it jumps when somebody counts again. The model
keeps the share that a chapter starts with, since hardly any order of history moves it. It cannot say whether a year
has 90 or 97 %, and for 2023 neither can the sources, of which one says the first and one the second.""",
    "volume.coal": """\
The record has one seen year, so nothing here was fitted, and every unseen year is a real test. The closed border of
2021 cuts less in the model than it did, and the records of 2022 and 2023, when the gates opened wider than ever,
lie above what most worlds offer.""",
    "exports": """\
Real prices do most of the work. Iron ore, crude oil and zinc stand under other goods at the model's own price, so
the booms of 2008, 2011 and 2014 come out too low. An index of the real prices of iron ore and crude oil was tried for
them and left out, as seen years came out no better: after 2011 more was dug while prices fell (general knowledge),
and how much more is not documented here. The chapter of 2017 sells coal at the part of the world price that customs
counted from January to October 2018, so 2018 is no pure test; in 2019 they counted a far larger part, which the
chapter does not know. Its output hardly grows either, while in the record exports stayed high through the year of
the virus.""",
    "growth": """\
The direction is right in most years. The size of the extremes is not: the first boom, the mine's building years and
the year of the virus are all milder in the median than they were. Winters, harvests and state spending are no
inputs here.""",
    "reserves": """\
Reserves add up whatever the balance of payments gets wrong. In seen years the path is close, although events stand
in for bonds and loans. From 2018 to 2020 the model earns less than the country did and draws less
investment, and from 2022 on it keeps a surplus that in truth was spent on imports and repayment; each error stays
until the next documented start.""",
    "debt_ratio": """\
Statistics count what the state owes, at home and abroad; the model counts what is owed abroad. The Soviet debt is
taken out until it was settled in 2004, as no statistics counted it. Total foreign debt is no series here: since
about 2009 it is mostly lending inside companies, which no variable of the model is. The ratio fell from 2017 to
2019 as GDP in dollars grew again, and rose with the virus; the model borrows on as its events say, and knows the
fall only at the next documented start. A part of the fall may be in the counting: by the edition that gives 2017 the
state owed 10.5 billion dollars at its end, and by the later one that gives 2018 it owed 8.7 a year after.""",
    "inflow_month": """\
The stock of investment and the growth of the moment give the order of size, and events bring the great mine. What
comes is lumpy, one contract at a time, and the model's inflow is smooth. The value of 2016, far below zero, is a
refinancing that the books count against the inflow; it stays in the record, but no naive forecast carries it on.""",
    "alignment.russia_china": """\
The record is how often the two voted alike in the General Assembly, and the variable is how close they were; they
are on the same scale, and not the same thing. In 1990 both still voted as one while they had only begun to talk
again, so the scenario starts lower; in 2014 they drew together over gas, and voted less alike. Votes also scatter
from session to session.""",
}
ELECTIONS = """\
A change of government is the event `election_lost`: what the share of worlds says is held against whether power
changed hands, by the square of the difference (Brier). Naive is the share of earlier elections that changed the
government, and a half before there was one. In 1992 and 2000 a chapter tells the result itself. The old ruling
party lost its majority in 2004 and shared the cabinet; that counts as no change, as in the rulebook's note. In 2012
the model sees a close result where a new majority came in."""
