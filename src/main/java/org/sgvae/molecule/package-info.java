/**
 * Molecules as typed graphs: SMILES in and out, names of atom and bond types, evaluation and drawings. Of the app only;
 * the models know types and nothing of chemistry.
 *
 * <p>Nodes are heavy atoms, edges are single, double and triple bonds; hydrogens are what the {@link
 * org.sgvae.graph.ValenceRule} leaves free. {@link org.sgvae.molecule.Smiles} reads and writes, {@link
 * org.sgvae.molecule.Legend} says which type is which element.
 */
@NullMarked
package org.sgvae.molecule;

import org.jspecify.annotations.NullMarked;
