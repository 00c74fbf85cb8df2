/** Figures and tables made from what was trained and measured; in the app only. */
@NullMarked
package org.sgvae.report;

import org.jspecify.annotations.NullMarked;
