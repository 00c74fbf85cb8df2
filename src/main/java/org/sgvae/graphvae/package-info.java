/**
 * GraphVAE (Simonovsky and Komodakis 2018): a variational autoencoder that gives all nodes and edges of a small graph
 * at once.
 */
@NullMarked
package org.sgvae.graphvae;

import org.jspecify.annotations.NullMarked;
