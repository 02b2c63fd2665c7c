//! What `xem` shows in the browser, as SVG and HTML: pages from the layout that the PDF is made of, problems, figures,
//! changes. Pure: from what other phases made to text.
//!
//! [`svg`] draws pages, [`chart`] a block's scores; `model` is what the fragments' templates are given, made by
//! `problems`, `figures`, `explain`, `changes` and `form`; `fragments` fills them.

pub(crate) mod changes;
pub(crate) mod chart;
pub(crate) mod explain;
pub(crate) mod figures;
pub(crate) mod form;
pub(crate) mod fragments;
pub(crate) mod model;
pub(crate) mod problems;
pub(crate) mod svg;
