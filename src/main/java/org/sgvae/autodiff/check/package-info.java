/**
 * Gradients by hand or by tape against numeric slopes: the check, its report and the catalogue of operations that it
 * walks.
 */
@NullMarked
package org.sgvae.autodiff.check;

import org.jspecify.annotations.NullMarked;
