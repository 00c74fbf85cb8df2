package org.sgvae.latent;

import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.sgvae.decoder.GeneratedGraph;
import org.sgvae.model.GraphModel;
import org.sgvae.model.LatentModel;
import org.sgvae.parallel.SharedTapes;
import org.sgvae.parallel.Workers;
import org.sgvae.random.RandomKey;

/** Builds graphs from many codes, a block of them at a time. */
public final class Decoding {
    private Decoding() {}

    /**
     * Builds one graph for each code.
     *
     * @param model the model; not modified
     * @param z codes, B x latentDim; not modified
     * @param maxNodes construction is cut off at this number of nodes, at least 1
     * @param key source of the decisions; the graph of row i draws from its split i
     * @param workers threads to use; their number does not change the result
     * @return B graphs in the order of the rows
     * @throws IllegalArgumentException if the codes have another size, or {@code maxNodes < 1}
     */
    public static List<GeneratedGraph> graphs(
            LatentModel model, DMatrixRMaj z, int maxNodes, RandomKey key, Workers workers) {
        int blocks = (z.numRows + GraphModel.BLOCK - 1) / GraphModel.BLOCK;
        List<List<GeneratedGraph>> built = new SharedTapes(workers).map(blocks, (tape, block) -> {
            int from = block * GraphModel.BLOCK;
            int to = Math.min(z.numRows, from + GraphModel.BLOCK);
            DMatrixRMaj part = new DMatrixRMaj(to - from, z.numCols);
            System.arraycopy(z.data, from * z.numCols, part.data, 0, part.getNumElements());
            long[] keys = new long[to - from];
            for (int i = from; i < to; i++) {
                keys[i - from] = key.split(i).bits();
            }
            return model.decode(tape, part, keys, maxNodes);
        });
        return built.stream().flatMap(List::stream).toList();
    }
}
