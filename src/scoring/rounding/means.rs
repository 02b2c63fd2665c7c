//! Means that a reader computes otherwise from what is printed.

use super::super::exact::{Fraction, printed, rounded, sum, whole};
use super::super::{BlockStandings, Figure, Overall};
use super::{Review, SHOWN, unrounded};
use crate::diagnostics::Diagnostic;
use crate::dossier::{Dossier, OverallMethod};

impl Review<'_> {
    /// The mean is not that of the printed scores.
    pub(super) fn mean(&self) -> Option<Diagnostic> {
        let (figures, mean) = (self.counted(), &self.standings.mean);
        let decimals = self.block.mean_decimals(&self.dossier.rules);
        let by_reader = mean_of_printed(&figures)?;
        let reads = printed(&by_reader, decimals);
        if reads == mean.printed {
            return None;
        }
        let count = figures.len();
        let sum = sum(figures.iter().map(|figure| figure.as_printed()));
        let message = format!(
            "Điểm trung bình của {} in {}, cộng các điểm in ra chia {count} lại được {reads}",
            self.name(),
            mean.printed
        );
        let note = format!(
            "điểm in ra: tổng {} / {count} = {}; điểm chưa làm tròn: tổng {} / {count} = {}",
            unrounded(&sum),
            unrounded(&by_reader),
            unrounded(&self.standings.sum),
            unrounded(&mean.exact)
        );
        let problem = Diagnostic::warning("KQ022", message)
            .at(self.block.name.span, "người đọc tính lại được số khác")
            .with_note(note);
        Some(problem.with_remedy(self.remedy()))
    }

    /// The scores that the mean counts.
    fn counted(&self) -> Vec<&Figure> {
        let rows = self.standings.rows.iter().map(|row| &row.result);
        let others = self.standings.others.iter();
        let others = others.filter_map(|other| other.result.as_ref());
        let others = others.filter(|_| self.dossier.rules.counts_unranked);
        rows.chain(others).map(|result| &result.score).collect()
    }
}

/// Warns of an overall mean that is not that of the printed figures.
pub(in super::super) fn review_overall(
    dossier: &Dossier,
    blocks: &[BlockStandings],
    overall: &Overall,
) -> Option<Diagnostic> {
    let figures = figures_of_all(dossier, blocks, overall)?;
    let by_reader = mean(&figures, |figure| figure.as_printed());
    let reads = printed(&by_reader, dossier.rules.mean_decimals());
    if reads == overall.mean.printed {
        return None;
    }
    let (what, key) = match overall.method {
        OverallMethod::Blocks => (
            "các điểm trung bình in ra của từng khối",
            "so_le_trung_binh",
        ),
        _ => ("các điểm in ra", "so_le"),
    };
    let more = decimals_enough(dossier, &figures, overall).map_or(String::new(), |enough| {
        format!(". Muốn người đọc tính lại được thì ghi `{key}: {enough}` trong `cach_tinh`")
    });
    let message = format!(
        "Điểm trung bình chung in {}, tính từ {what} lại được {reads}",
        overall.mean.printed
    );
    let note = format!(
        "từ số in ra: {}; từ số chưa làm tròn: {}",
        unrounded(&by_reader),
        unrounded(&overall.mean.exact)
    );
    let place = dossier.blocks.first()?.name.span;
    let problem = Diagnostic::warning("KQ022", message)
        .at(place, "người đọc tính lại được số khác")
        .with_note(note);
    Some(problem.with_remedy(format!("Số in ra là đúng: không làm tròn hai lần{more}")))
}

/// A figure, and what puts it on the overall mean's scale.
type Counted<'a> = (&'a Figure, Fraction);

fn mean(figures: &[Counted<'_>], read: impl Fn(&Figure) -> Fraction) -> Fraction {
    let all = figures.iter().map(|(figure, scale)| read(figure) * scale);
    sum(all) / whole(figures.len().max(1))
}

/// So many decimals that both ways give the same.
fn decimals_enough(dossier: &Dossier, figures: &[Counted<'_>], overall: &Overall) -> Option<u32> {
    (dossier.rules.mean_decimals() + 1..=SHOWN).find(|&decimals| {
        let by_reader = mean(figures, |figure| rounded(&figure.exact, decimals));
        printed(&by_reader, decimals) == printed(&overall.mean.exact, decimals)
    })
}

/// What the overall mean is taken of, each with what puts it on the mean's scale.
fn figures_of_all<'a>(
    dossier: &Dossier,
    blocks: &'a [BlockStandings],
    overall: &Overall,
) -> Option<Vec<Counted<'a>>> {
    let scale = |block: &BlockStandings| &overall.maximum / &block.maximum;
    match overall.method {
        _ if blocks.len() < 2 => None,
        OverallMethod::Blocks => {
            let counted = blocks.iter().filter(|block| block.counted > 0);
            Some(counted.map(|block| (&block.mean, scale(block))).collect())
        }
        OverallMethod::Agencies if !dossier.rules.counts_unranked => {
            let of_block = |block: &'a BlockStandings| {
                let scale = scale(block);
                block
                    .rows
                    .iter()
                    .map(move |row| (&row.result.score, scale.clone()))
            };
            Some(blocks.iter().flat_map(of_block).collect())
        }
        OverallMethod::Agencies | OverallMethod::Quoted | OverallMethod::None => None,
    }
}

fn mean_of_printed(figures: &[&Figure]) -> Option<Fraction> {
    let sum = sum(figures.iter().map(|figure| figure.as_printed()));
    (!figures.is_empty()).then(|| sum / whole(figures.len()))
}
