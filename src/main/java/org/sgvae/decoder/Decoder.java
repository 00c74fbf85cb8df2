package org.sgvae.decoder;

import java.util.List;
import java.util.function.Function;
import org.sgvae.autodiff.Variable;
import org.sgvae.gnn.Minibatch;

/** The decoder p of the VAE: a distribution over graphs and their orderings, given latent codes. */
public interface Decoder {
    /**
     * Scores the construction of given graphs along their orderings (teacher forcing).
     *
     * @param z latent codes, B x latentDim; not modified
     * @param batch B graphs with their orderings; not modified
     * @param edgeOrders makes the order of each node's edges, for decoders that add them one after the other
     * @return log-probabilities of the B labelled constructions, B x 1, and their parts
     */
    ConstructionScore score(Variable z, Minibatch batch, Function<Minibatch, EdgeOrders> edgeOrders);

    /**
     * Builds graphs from latent codes.
     *
     * @param z latent codes, B x latentDim, on a tape; not modified
     * @param keys one random key a graph; not modified
     * @param maxNodes sampling is cut off at this number of nodes
     * @return B graphs, in the order of the codes
     */
    List<GeneratedGraph> sample(Variable z, long[] keys, int maxNodes);
}
