package org.sgvae.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.ejml.data.DMatrixRMaj;
import org.sgvae.encoder.Posterior;
import org.sgvae.gnn.Minibatch;
import org.sgvae.graph.Graph;
import org.sgvae.graph.Orderings;
import org.sgvae.graph.io.JsonGraph;
import org.sgvae.json.Json;
import org.sgvae.json.JsonPlace;
import org.sgvae.sgvae.SgvaeConfig;
import org.sgvae.train.ConfigJson;

/**
 * A graph, an ordering and noise, to be scored by a model of given sizes.
 *
 * @param config sizes of the model
 * @param batch the graph with its ordering
 * @param noise the ε of the latent code, 1 x latentDim; zero for a point posterior
 */
record ScoreCase(SgvaeConfig config, Minibatch batch, DMatrixRMaj noise) {
    /**
     * Reads a case: an object with {@code config} (as {@code model} in a run's {@code config.json}), {@code graph} ({@code nodes},
     * {@code nodeType}, {@code edges} as [node, node, type]), {@code order} (nodes in construction order) and {@code eps} (null
     * for a point posterior); {@code expected} is skipped.
     *
     * @throws IOException if the file cannot be read
     * @throws org.sgvae.json.JsonException if it is not JSON or not such a case
     */
    static ScoreCase read(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new IOException(file + ": is a directory; give the name of a file");
        }
        JsonPlace root = Json.read(file);
        root.requireKeysAmong("config", "graph", "order", "eps", "expected");
        JsonPlace sizes = root.at("config");
        if (sizes.find("kind").filter(kind -> !kind.asString().equals("sgvae")).isPresent()) {
            throw sizes.fault("score passes a graph through an SGVAE; give the sizes of one");
        }
        SgvaeConfig config = ConfigJson.fromJson(sizes, SgvaeConfig.class);
        Graph graph = JsonGraph.read(root.at("graph"));
        requireTypes(root.at("graph"), graph, config);
        int[] order = root.at("order").asInts();
        if (order.length != graph.nodes() || !Orderings.isPermutation(order)) {
            throw root.at("order").fault("no ordering; list each of the nodes 0.." + (graph.nodes() - 1) + " once");
        }
        return new ScoreCase(config, Minibatch.of(graph, order), noise(root, config));
    }

    private static void requireTypes(JsonPlace place, Graph graph, SgvaeConfig config) {
        if (graph.nodeTypeCount() > config.nodeTypes()) {
            throw place.at("nodeType")
                    .fault("type " + (graph.nodeTypeCount() - 1) + " is out of range; use 0.."
                            + (config.nodeTypes() - 1) + " or raise config.nodeTypes");
        }
        if (graph.edgeTypeCount() > config.edgeTypes()) {
            throw place.at("edges")
                    .fault("type " + (graph.edgeTypeCount() - 1) + " is out of range; use 0.."
                            + (config.edgeTypes() - 1) + " or raise config.edgeTypes");
        }
    }

    private static DMatrixRMaj noise(JsonPlace root, SgvaeConfig config) {
        if (config.posterior() == Posterior.POINT) {
            return new DMatrixRMaj(1, config.latentDim());
        }
        double[] eps = root.at("eps").asDoubles();
        if (eps.length != config.latentDim()) {
            throw root.at("eps")
                    .fault(eps.length + " numbers; give " + config.latentDim() + ", one for each entry of the code");
        }
        return new DMatrixRMaj(1, eps.length, true, eps);
    }
}
