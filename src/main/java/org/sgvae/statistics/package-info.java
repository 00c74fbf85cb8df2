/** Estimates with standard errors, intervals, and statistics of lists of graphs. */
@NullMarked
package org.sgvae.statistics;

import org.jspecify.annotations.NullMarked;
