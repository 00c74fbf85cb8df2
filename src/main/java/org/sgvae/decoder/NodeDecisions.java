package org.sgvae.decoder;

import org.sgvae.autodiff.Indices;
import org.sgvae.autodiff.Variable;
import org.sgvae.distribution.Categorical;

/** How a {@link Construction} decides on nodes: the part in which the models that use it differ. */
public interface NodeDecisions {
    /**
     * Whether to add a node.
     *
     * @param graph graph states \(h_G\), n x g; not modified
     * @return n choices: class 0 is no more node, class 1+c a node of kind c
     */
    Categorical next(Variable graph);

    /**
     * The states of new nodes.
     *
     * @param graph graph states \(h_G\), n x g, one a new node; not modified
     * @param kinds their kinds c; not modified
     * @return states, n x d
     */
    Variable added(Variable graph, Indices kinds);

    /** {@return how many kinds there are} */
    int kinds();

    /** Returns the kind that a node of a given type has. */
    int kind(int nodeType);

    /**
     * Sets the node types of graphs whose construction has ended.
     *
     * @param graphs receives the types
     * @param states states of all their nodes, n x d; not modified
     * @param graphOfRow for each the number of its graph; not modified
     * @param nodeOfRow for each which node it is; not modified
     * @param keys by graph, bare random keys of which no draws split by 0 were used; not modified
     */
    void finish(GrowingGraphs graphs, Variable states, Indices graphOfRow, Indices nodeOfRow, long[] keys);
}
