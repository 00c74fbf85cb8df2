package org.sgvae.decoder;

import org.sgvae.autodiff.Indices;
import org.sgvae.autodiff.Tape;
import org.sgvae.autodiff.Variable;

/** How a {@link Construction} decides on the edges between a new node and those that are there. */
public interface EdgeDecisions {
    /** {@return whether what is scored depends on the order ρ in which a node's edges come} */
    boolean areOrdered();

    /** {@return which graphs can be built} */
    Connectivity connectivity();

    /**
     * Begins the list of the decisions that build graphs along their orders (teacher forcing).
     *
     * @param tape the tape that they will be scored on
     * @param orders the edges of each node, in order; not modified
     * @return the list, empty
     */
    Target target(Tape tape, EdgeOrders orders);

    /**
     * Draws what is decided about the edges of new nodes before the next propagation.
     *
     * @param graphs receives the edges; {@linkplain GrowingGraphs#endEdges told} which nodes take no more
     * @param h states of all nodes, new ones included; not modified
     * @param graph states of the graphs \(h_G\), one a slot; not modified
     * @param slots the slots to draw for; not modified
     * @param uniforms where random numbers come from
     */
    void draw(GrowingGraphs graphs, Variable h, Variable graph, Indices slots, Uniforms uniforms);

    /** Decisions that are known, listed as a construction comes to them, to be scored together. */
    interface Target {
        /**
         * Lists what is decided about the edges of the newest node of a graph before the next propagation.
         *
         * @param graphs as in {@link EdgeDecisions#draw}
         * @param slot the slot
         * @param graphRow row of the graph's state among those of all graphs at all steps
         * @param nodeRow where the rows of this step begin among those of all nodes at all steps
         * @throws IllegalArgumentException if the decisions have probability zero
         */
        void decide(GrowingGraphs graphs, int slot, int graphRow, int nodeRow);

        /**
         * Scores the decisions.
         *
         * @param graphStates states of all graphs at all steps, g columns; not modified
         * @param nodeStates states of all nodes at all steps, d columns; not modified
         * @param batch number of graphs B
         * @return their log-probabilities by graph, \(-\log q(ρ \mid π)\) added where there is an order, B x 1, nats
         */
        Variable logProb(Variable graphStates, Variable nodeStates, int batch);
    }

    /** The random numbers of a step. */
    interface Uniforms {
        /**
         * Returns a random number.
         *
         * @param slot the slot of the graph that is drawn for
         * @param draw number of the draw in this step, at least 1
         * @return uniform in [0, 1)
         */
        double of(int slot, int draw);
    }
}
