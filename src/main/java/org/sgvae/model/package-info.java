/**
 * What every graph model is to training and evaluation: log-densities of graphs along orderings, and samples. All log-densities are
 * in nats.
 */
@NullMarked
package org.sgvae.model;

import org.jspecify.annotations.NullMarked;
