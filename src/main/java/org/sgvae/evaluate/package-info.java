/**
 * Measures trained models: which share of samples is valid, how likely the data is, and what the latent code is used for.
 *
 * <p>Every result is a record that holds its standard error beside the value, and every definition stands above the code that computes
 * it. {@link org.sgvae.evaluate.Evaluation} puts the usual ones together. Work is shared out over threads in fixed blocks, and random
 * numbers depend on the seed and on what they are for, so any number of threads gives the same bits.
 */
@NullMarked
package org.sgvae.evaluate;

import org.jspecify.annotations.NullMarked;
