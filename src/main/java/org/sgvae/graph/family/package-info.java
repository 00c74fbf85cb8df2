/**
 * The families of graphs that data can be asked for by name: each is one class and one line of
 * {@code META-INF/services/org.sgvae.graph.data.GraphFamily}. Where the probability of an unlabelled graph has a closed form, the family
 * knows it.
 */
@NullMarked
package org.sgvae.graph.family;

import org.jspecify.annotations.NullMarked;
