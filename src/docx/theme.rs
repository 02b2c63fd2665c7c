//! The theme part: black on white, Times New Roman, nothing else. Styles name their font and colour
//! themselves; Word only wants the part to be there.

/// `word/theme/theme1.xml`.
pub(super) const PART: &str = concat!(
    r##"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="Quyết định"><a:themeElements>"##,
    r##"<a:clrScheme name="Đen trắng">"##,
    r##"<a:dk1><a:srgbClr val="000000"/></a:dk1><a:lt1><a:srgbClr val="FFFFFF"/></a:lt1><a:dk2><a:srgbClr val="000000"/></a:dk2><a:lt2><a:srgbClr val="FFFFFF"/></a:lt2>"##,
    r##"<a:accent1><a:srgbClr val="000000"/></a:accent1><a:accent2><a:srgbClr val="000000"/></a:accent2><a:accent3><a:srgbClr val="000000"/></a:accent3>"##,
    r##"<a:accent4><a:srgbClr val="000000"/></a:accent4><a:accent5><a:srgbClr val="000000"/></a:accent5><a:accent6><a:srgbClr val="000000"/></a:accent6>"##,
    r##"<a:hlink><a:srgbClr val="000000"/></a:hlink><a:folHlink><a:srgbClr val="000000"/></a:folHlink></a:clrScheme>"##,
    r##"<a:fontScheme name="Times New Roman"><a:majorFont><a:latin typeface="Times New Roman"/><a:ea typeface=""/><a:cs typeface=""/></a:majorFont>"##,
    r##"<a:minorFont><a:latin typeface="Times New Roman"/><a:ea typeface=""/><a:cs typeface=""/></a:minorFont></a:fontScheme>"##,
    r##"<a:fmtScheme name="Trơn">"##,
    r##"<a:fillStyleLst><a:solidFill><a:schemeClr val="phClr"/></a:solidFill><a:solidFill><a:schemeClr val="phClr"/></a:solidFill><a:solidFill><a:schemeClr val="phClr"/></a:solidFill></a:fillStyleLst>"##,
    r##"<a:lnStyleLst>"##,
    r##"<a:ln w="6350"><a:solidFill><a:schemeClr val="phClr"/></a:solidFill></a:ln>"##,
    r##"<a:ln w="6350"><a:solidFill><a:schemeClr val="phClr"/></a:solidFill></a:ln>"##,
    r##"<a:ln w="6350"><a:solidFill><a:schemeClr val="phClr"/></a:solidFill></a:ln></a:lnStyleLst>"##,
    r##"<a:effectStyleLst>"##,
    r##"<a:effectStyle><a:effectLst/></a:effectStyle>"##,
    r##"<a:effectStyle><a:effectLst/></a:effectStyle>"##,
    r##"<a:effectStyle><a:effectLst/></a:effectStyle></a:effectStyleLst>"##,
    r##"<a:bgFillStyleLst><a:solidFill><a:schemeClr val="phClr"/></a:solidFill><a:solidFill><a:schemeClr val="phClr"/></a:solidFill><a:solidFill><a:schemeClr val="phClr"/></a:solidFill></a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>"##,
);
