/** Tables and a figure of several models on the same data. */
@NullMarked
package org.sgvae.report.comparison;

import org.jspecify.annotations.NullMarked;
