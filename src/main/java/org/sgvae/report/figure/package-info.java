/** Figures as PNG and SVG: panels, colours, drawings of graphs, and the CSV beside each. */
@NullMarked
package org.sgvae.report.figure;

import org.jspecify.annotations.NullMarked;
