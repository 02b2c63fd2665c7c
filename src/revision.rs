//! So sánh hai lần tính: what changed between two states of a dossier. Pure: no I/O, no clock.
//!
//! [`compare`] gives the agencies and figures, [`sentences`] the text that changed with them,
//! [`sheet`] a document of both.

mod amendment;
mod compare;
mod figures;
mod report;
mod sentences;
mod sheet;
mod side;
pub(crate) mod words;

pub use amendment::{Amendment, Citation};
pub use compare::compare;
pub(crate) use compare::day_of_change;
pub(crate) use report::json;
pub use report::text;
pub use sentences::sentences;
pub use sheet::sheet;

use crate::document::SectionKind;
pub(crate) use crate::dossier::Correction;
use crate::scoring::Figure;

/// What differs between an old and a new state.
#[derive(Clone, Debug, Default)]
pub struct Changes {
    /// Corrections of the new state that the old one lacks, in order.
    pub corrections: Vec<CorrectionNote>,
    /// Blocks with agencies that changed, in the new state's order, then the old one's others.
    pub blocks: Vec<BlockChanges>,
    /// Figures as printed that changed, block by block, then those of all agencies.
    pub figures: Vec<FigureChange>,
}

impl Changes {
    /// Whether both states rank the same agencies in the same way.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.blocks.is_empty() && self.figures.is_empty()
    }
}

/// A correction, and what it does in words.
#[derive(Clone, Debug)]
pub struct CorrectionNote {
    /// The correction.
    pub correction: Correction,
    /// E.g. `UBND huyện Mộc Châu: điểm từ 84,6 thành 85,0`.
    pub what: String,
}

/// One block's agencies that changed; never empty.
#[derive(Clone, Debug)]
pub struct BlockChanges {
    /// The block's id.
    pub id: String,
    /// The block's name, e.g. `cơ quan cấp huyện`.
    pub name: String,
    /// In the order of the new standings, then the withdrawn ones in the old order.
    pub agencies: Vec<AgencyChange>,
}

/// An agency whose name, score, rank or tier changed, or that is on one side only.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgencyChange {
    /// Its name, the new one if it has two.
    pub name: String,
    /// The name it had.
    pub former_name: Option<String>,
    /// Its old place; `None` for an added agency.
    pub old: Option<Place>,
    /// Its new place; `None` for a withdrawn agency.
    pub new: Option<Place>,
}

/// Where an agency stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The score on the block's scale; `None` if it is not assessed.
    pub score: Option<Figure>,
    /// Standard competition rank, from 1; `None` if it is not ranked.
    pub rank: Option<usize>,
    /// The tier's name; `None` if there are no tiers.
    pub tier: Option<String>,
    /// What else its score, rank or tier rests on, as printed: what it is called, and what it is.
    pub grounds: Vec<(&'static str, String)>,
    /// Points by indicator, in the block's order; empty where totals alone were given.
    pub indicators: Vec<Points>,
}

/// An indicator's points.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Points {
    /// The indicator's name.
    pub indicator: String,
    /// As printed; `None` where it does not apply.
    pub points: Option<String>,
}

/// A printed figure that changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FigureChange {
    /// Id and name of its block; `None` for a figure of all agencies.
    pub block: Option<(String, String)>,
    /// Which figure.
    pub figure: FigureKind,
    /// As it was printed; `None` if there was none.
    pub old: Option<String>,
    /// As it is printed now; `None` if there is none.
    pub new: Option<String>,
}

/// A computed figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FigureKind {
    /// How many agencies are ranked.
    Count,
    /// The maximum score.
    Maximum,
    /// The mean score.
    Mean,
    /// How many agencies lie in the tier of this name.
    TierCount(String),
    /// Which part of the agencies lies in the tier of this name, e.g. `17%`.
    TierShare(String),
    /// The tier of the overall mean.
    OverallTier,
}

/// A sentence that changed, came or went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SentenceChange {
    /// The section it stands in.
    pub section: SectionKind,
    /// What that is called: `Phụ lục II`.
    pub label: String,
    /// The labels of the headings it stands under, e.g. `C.1`; `None` above the first.
    pub heading: Option<String>,
    /// Whether it belongs to a table: its head, a row that opens a tier, its caption.
    pub in_table: bool,
    /// As it was; `None` if it is new.
    pub old: Option<String>,
    /// As it is; `None` if it is gone.
    pub new: Option<String>,
}

impl SentenceChange {
    /// Where it stands, e.g. `Phụ lục, mục C.1`.
    #[must_use]
    pub fn place(&self) -> String {
        match &self.heading {
            Some(heading) => format!("{}, mục {heading}", self.label),
            None => self.label.clone(),
        }
    }
}
