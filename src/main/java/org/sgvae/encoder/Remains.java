package org.sgvae.encoder;

import org.sgvae.autodiff.Indices;
import org.sgvae.autodiff.Variable;

/** The graphs that the destructor has in work, as removals leave them. Those who may still be removed are the candidates. */
interface Remains {
    /** Propagates once. Returns the new states of the candidates, graph by graph, c x d. */
    Variable propagate();

    /**
     * Removes the victims, and the graphs that are finished.
     *
     * @param logProb log-probabilities of this step's removals, r x 1
     * @param removable which of the candidates they are of, ascending, r; the others could not go
     * @param survivors which of the candidates stay candidates, ascending
     * @param going how many graphs stay in work, the first ones, at least 1
     */
    void remove(Variable logProb, Indices removable, Indices survivors, int going);
}
