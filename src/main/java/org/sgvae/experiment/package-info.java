/** Studies over seeds, the comparison of gradient estimators and t-SNE; in the app jar only. */
@NullMarked
package org.sgvae.experiment;

import org.jspecify.annotations.NullMarked;
