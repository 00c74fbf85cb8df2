package org.sgvae.report;

import java.util.List;

/**
 * A part of a report.
 *
 * @param id its place on the page
 * @param title its heading
 * @param text what to know for reading it, plain text
 * @param figures its figures
 */
record ReportSection(String id, String title, String text, List<ReportFigure> figures) {}
