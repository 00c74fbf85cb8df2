/** The paper's figures and tables beside ours. */
@NullMarked
package org.sgvae.report.reproduction;

import org.jspecify.annotations.NullMarked;
