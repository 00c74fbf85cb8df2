package org.sgvae.graph;

import org.sgvae.graph.data.GraphKind;

/** What a graph has to be to be valid; {@link GraphKind} has the usual ones. */
public interface GraphProperty {
    /**
     * Whether a graph has the property.
     *
     * @param graph any graph
     * @return true if it has
     */
    boolean test(Graph graph);

    /**
     * What a graph of this property is.
     *
     * @return a few words, such as {@code connected, without cycles}
     */
    String definition();
}
