//! Charts as SVG made by the server, each with its figures as a table behind it. Time runs with the
//! text: from the right in Arabic (docs/decisions/0039). Lines differ by their marks and strokes
//! and not by colour alone.

use jiff::civil::Date;
use leptos::prelude::*;
use shared::lang::Lang;
use shared::scorecard::figures::{Share, float};
use shared::scorecard::period::Step;
use shared::view::transparency::TrendPoint;

use super::share;
use crate::i18n::{month, number, short_month, t};

/// The words of a step: a month or a quarter.
pub fn step(lang: Lang, step: Step) -> String {
    match step {
        Step::Month { .. } => month_of(lang, step.period().from),
        Step::Quarter { year, quarter } => t::scored::quarter(lang, quarter, year),
    }
}

/// The month of a day, with its year.
pub fn month_of(lang: Lang, day: Date) -> String {
    t::scored::month(lang, month(lang, day), day.year())
}

/// Widths: one for a phone, whose words stay as large as elsewhere, and one for everything else.
/// Styles show the one that fits.
const WIDTHS: [(f64, &str); 2] = [(720.0, "chart wide-only"), (360.0, "chart narrow")];
const HIGH: f64 = 260.0;
/// Room for the scale, and below for the words of time.
const EDGE: f64 = 56.0;
const BELOW: f64 = 36.0;
const ABOVE: f64 = 14.0;

fn count(many: usize) -> f64 {
    float(i64::try_from(many).unwrap_or(i64::MAX))
}

#[derive(Clone, Copy)]
struct Plane {
    lang: Lang,
    steps: usize,
    wide: f64,
}

impl Plane {
    /// Where a step stands, along the time.
    fn x(&self, nth: usize) -> f64 {
        self.along((count(nth) + 0.5) / count(self.steps.max(1)))
    }

    fn along(&self, part: f64) -> f64 {
        let x = EDGE + part * (self.wide - EDGE);
        match self.lang {
            Lang::Ar => self.wide - x,
            Lang::En => x,
        }
    }

    /// How high a part of one stands.
    fn y(part: f64) -> f64 {
        ABOVE + (1.0 - part) * (HIGH - ABOVE - BELOW)
    }

    fn grid(&self, words: impl Fn(f64) -> String) -> Vec<AnyView> {
        let (from, to) = (self.along(0.0), self.along(1.0));
        let edge = match self.lang {
            Lang::Ar => self.wide - EDGE + 8.0,
            Lang::En => EDGE - 8.0,
        };
        [0.0, 0.25, 0.5, 0.75, 1.0]
            .map(|part| {
                let y = Self::y(part);
                view! {
                    <path class="gr" d=format!("M{from:.1} {y:.1}H{to:.1}")></path>
                    <text class="sc" x=format!("{edge:.1}") y=format!("{:.1}", y + 4.0)>{words(part)}</text>
                }
                .into_any()
            })
            .into()
    }

    /// As many words along the time as there is room for.
    fn times(&self, points: &[TrendPoint]) -> Vec<AnyView> {
        let most = if self.wide < 500.0 { 4 } else { 6 };
        let every = points.len().div_ceil(most).max(1);
        let last = points.len().saturating_sub(1);
        points
            .iter()
            .enumerate()
            .filter(|(nth, _)| (last - nth).is_multiple_of(every))
            .map(|(nth, point)| {
                let words = short(self.lang, point.step);
                // The last words end where the time does: in the middle of their step long ones
                // would reach over the edge.
                let (class, x) = match nth == last && words.chars().count() > 6 {
                    true => ("te", self.along(1.0)),
                    false => ("ti", self.x(nth)),
                };
                view! { <text class=class x=format!("{x:.1}") y=format!("{:.1}", HIGH - 10.0)>{words}</text> }
                    .into_any()
            })
            .collect()
    }
}

/// The words of a step where there is little room.
fn short(lang: Lang, one: Step) -> String {
    let name = short_month(lang, one.period().from);
    match one {
        Step::Month { year, month: 1 } => format!("{name} {year}"),
        Step::Month { .. } => name.to_owned(),
        Step::Quarter { year, quarter } => t::scored::quarter(lang, quarter, year),
    }
}

/// The share answered on time of both clocks over time.
pub fn on_time(lang: Lang, points: &[TrendPoint]) -> AnyView {
    let acknowledged: Vec<Share> = points.iter().map(|point| point.acknowledge).collect();
    let decided: Vec<Share> = points.iter().map(|point| point.decide).collect();
    let ends = |shares: &[Share]| {
        let mut known = shares.iter().filter(|share| share.of > 0);
        let first = known.next().copied().unwrap_or_default();
        (first, known.next_back().copied().unwrap_or(first))
    };
    let seen = |point: &&TrendPoint| point.acknowledge.of + point.decide.of > 0;
    let (Some(from), Some(to)) = (points.iter().find(seen), points.iter().rev().find(seen)) else {
        return view! { <p>{t::scored::trend_none(lang)}</p> }.into_any();
    };
    let (first, last) = ends(&acknowledged);
    let (decided_first, decided_last) = ends(&decided);
    let title = t::scored::trend(
        lang,
        share::of(first),
        step(lang, from.step),
        share::of(last),
        step(lang, to.step),
        share::of(decided_first),
        share::of(decided_last),
    );
    let drawn = drawn(lang, points, |plane| {
        view! {
            {plane.grid(share::percent)}
            {plane.times(points)}
            {line(&plane, &acknowledged, "1")}
            {line(&plane, &decided, "2")}
        }
        .into_any()
    });
    let rows: Vec<_> = points
        .iter()
        .map(|point| {
            let cell = |share: Share| {
                view! {
                    <td class="n">{share::of(share)}</td>
                    <td class="n z">{number(share.of)}</td>
                }
            };
            view! {
                <tr>
                    <th scope="row">{step(lang, point.step)}</th>
                    {cell(point.acknowledge)}
                    {cell(point.decide)}
                </tr>
            }
        })
        .collect();
    let due = || view! { <th scope="col" class="n">{t::scored::due_count(lang)}</th> };
    view! {
        <figure class="chartbox">
            <figcaption>{title}</figcaption>
            <ul class="leg" aria-hidden="true">
                <li class="k1">{t::scored::acknowledged_short(lang)}</li>
                <li class="k2">{t::scored::decided_short(lang)}</li>
            </ul>
            {drawn}
            <details>
                <summary>{t::scored::figures(lang)}</summary>
                <table class="tbl">
                    <thead>
                        <tr>
                            <th scope="col">{t::scored::step(lang)}</th>
                            <th scope="col" class="n">{t::scored::acknowledged(lang)}</th>
                            {due()}
                            <th scope="col" class="n">{t::scored::decided(lang)}</th>
                            {due()}
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </details>
        </figure>
    }
    .into_any()
}

/// The same drawing in each width.
fn drawn(lang: Lang, points: &[TrendPoint], inside: impl Fn(Plane) -> AnyView) -> Vec<AnyView> {
    WIDTHS
        .map(|(wide, class)| {
            let plane = Plane {
                lang,
                steps: points.len(),
                wide,
            };
            let view = format!("0 0 {wide} {HIGH}");
            view! {
                <svg class=class viewBox=view aria-hidden="true" focusable="false">{inside(plane)}</svg>
            }
            .into_any()
        })
        .into()
}

/// One line: it is broken where nothing came due.
fn line(plane: &Plane, shares: &[Share], which: &'static str) -> AnyView {
    let mut path = String::new();
    let mut marks = Vec::new();
    let mut joined = false;
    for (nth, share) in shares.iter().enumerate() {
        let Some(value) = share.value() else {
            joined = false;
            continue;
        };
        let (x, y) = (plane.x(nth), Plane::y(value));
        let word = if joined { 'L' } else { 'M' };
        path.push_str(&format!("{word}{x:.1} {y:.1}"));
        joined = true;
        marks.push(match which {
            "1" => view! { <circle class="m1" cx=format!("{x:.1}") cy=format!("{y:.1}") r="4.5"></circle> }
                .into_any(),
            _ => view! {
                <rect
                    class="m2"
                    x=format!("{:.1}", x - 4.5)
                    y=format!("{:.1}", y - 4.5)
                    width="9"
                    height="9"
                ></rect>
            }
            .into_any(),
        });
    }
    view! { <path class=format!("l{which}") d=path></path> {marks} }.into_any()
}

/// What was adopted in each step, and of that what is done by now.
pub fn adopted(lang: Lang, points: &[TrendPoint]) -> Option<AnyView> {
    let most = points
        .iter()
        .map(|point| point.adopted.max(point.done))
        .max()?;
    if most == 0 {
        return None;
    }
    let sum = |of: fn(&TrendPoint) -> i64| points.iter().map(of).sum::<i64>();
    let (all, done) = (sum(|point| point.adopted), sum(|point| point.done));
    let part = |many: i64| float(many) / float(most);
    let scale = |at: f64| {
        let many = format!("{:.0}", at * float(most));
        many.parse().map_or(many, number)
    };
    let bars = |plane: Plane| {
        let wide = ((plane.wide - EDGE) / count(points.len()) * 0.36).min(28.0);
        let bar = |class: &'static str, x: f64, many: i64| {
            let (top, bottom) = (Plane::y(part(many)), Plane::y(0.0));
            view! {
                <rect
                    class=class
                    x=format!("{x:.1}")
                    y=format!("{top:.1}")
                    width=format!("{wide:.1}")
                    height=format!("{:.1}", bottom - top)
                ></rect>
            }
        };
        let both = points.iter().enumerate().map(|(nth, point)| {
            let x = plane.x(nth);
            // The first of the two stands where reading begins.
            let (first, second) = match lang {
                Lang::Ar => (x, x - wide),
                Lang::En => (x - wide, x),
            };
            view! { {bar("b1", first, point.adopted)} {bar("b2", second, point.done)} }
        });
        both.collect_view()
    };
    let drawn = drawn(lang, points, |plane| {
        view! { {plane.grid(scale)} {plane.times(points)} {bars(plane)} }.into_any()
    });
    let rows: Vec<_> = points
        .iter()
        .map(|point| {
            view! {
                <tr>
                    <th scope="row">{step(lang, point.step)}</th>
                    <td class="n">{number(point.adopted)}</td>
                    <td class="n">{number(point.done)}</td>
                </tr>
            }
        })
        .collect();
    Some(
        view! {
            <figure class="chartbox">
                <figcaption>{t::scored::bars(lang, number(all), number(done))}</figcaption>
                <ul class="leg" aria-hidden="true">
                    <li class="k3">{t::scored::adopted(lang)}</li>
                    <li class="k4">{t::scored::done(lang)}</li>
                </ul>
                {drawn}
                <details>
                    <summary>{t::scored::figures(lang)}</summary>
                    <table class="tbl">
                        <thead>
                            <tr>
                                <th scope="col">{t::scored::step(lang)}</th>
                                <th scope="col" class="n">{t::scored::adopted(lang)}</th>
                                <th scope="col" class="n">{t::scored::done(lang)}</th>
                            </tr>
                        </thead>
                        <tbody>{rows}</tbody>
                    </table>
                </details>
            </figure>
        }
        .into_any(),
    )
}
