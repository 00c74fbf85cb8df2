package org.sgvae.generator;

import java.io.IOException;
import java.nio.file.Path;
import org.sgvae.graph.data.DataSet;
import org.sgvae.graph.data.DataSets;
import org.sgvae.graph.io.GraphFiles;
import org.sgvae.json.JsonObject;
import org.sgvae.train.DataDigest;
import org.sgvae.train.RunDirectory;

/** Data of a training run under a name that they can be had by again. */
final class StoredData {
    private static final String FILE = "graphs.jsonl";

    private StoredData() {}

    /** The data as they are where their name makes the same graphs, else written into the directory and named after the file. */
    static DataSet of(DataSet data, RunDirectory run) throws IOException {
        if (isMadeByName(data)) {
            return data;
        }
        Path file = run.path().resolve(FILE).toAbsolutePath();
        GraphFiles.write(file, data.graphs());
        return new DataSet(
                file.toString(), data.graphs(), data.nodeTypes(), data.edgeTypes(), data.kind(), data.distribution());
    }

    private static boolean isMadeByName(DataSet data) {
        try {
            DataDigest made = DataDigest.of(DataSets.parse(data.name()));
            return DataDigest.of(data).differenceTo(made).isEmpty();
        } catch (IOException | IllegalArgumentException e) {
            return false; // the graphs are the application's own
        }
    }

    /** What {@code config.json} says beside the training configuration. */
    static JsonObject about(DataSet data, int maxNodes) {
        return JsonObject.builder()
                .put("version", RunDirectory.VERSION)
                .put("data", data.name())
                .put(RunDirectory.DATA_DIGEST, DataDigest.of(data).toJson())
                .put("evaluateEvery", 0)
                .put("maxNodes", maxNodes)
                .build();
    }
}
