package org.sgvae.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sgvae.graph.Graph;
import org.sgvae.graph.GraphFamilies;
import org.sgvae.graph.data.DataSet;
import org.sgvae.graph.data.DataSets;
import org.sgvae.graph.io.GraphFiles;
import org.sgvae.json.Json;

class DataDigestTest {
    @TempDir
    Path folder;

    private static final List<Graph> GRAPHS = List.of(
            Graph.of(new int[] {0, 1, 0}, new int[][] {{0, 1, 2}, {1, 2}}), GraphFamilies.cycle(3), Graph.of(2));
    private static final DataDigest DIGEST = DataDigest.of(DataSet.of("graphs", GRAPHS));

    /** Computed with {@code printf '\0\0\0\1\0\0\0\0\0\0\0\0' | sha256sum}. */
    @Test
    void singleNode_hasTheSha256OfItsTwelveBytes() {
        assertThat(DataDigest.of(DataSet.of("node", List.of(Graph.of(1)))).sha256())
                .isEqualTo("9cbc73d18d70c94fe366e696035c4f2cffdbab7ea6d6c2c039ca185f9c9f2746");
    }

    @Test
    void equalGraphs_haveEqualDigestsWhateverTheyAreCalled() throws IOException {
        Path file = folder.resolve("trees.g6");
        GraphFiles.write(file, DataSets.parse("trees:5-9").graphs());
        DataDigest made = DataDigest.of(DataSets.parse("trees:5-9"));
        DataDigest read = DataDigest.of(DataSets.parse(file.toString()));
        assertThat(read.sha256()).isEqualTo(made.sha256());
        assertThat(read.source()).isEqualTo(file.toString());
        assertThat(made.differenceTo(read)).isEmpty();
    }

    @Test
    void order_isFoundAndNamed() {
        List<Graph> reversed = new ArrayList<>(GRAPHS);
        Collections.reverse(reversed);
        DataDigest other = DataDigest.of(DataSet.of("reversed", reversed));
        assertThat(other.sha256()).isNotEqualTo(DIGEST.sha256());
        assertThat(DIGEST.differenceTo(other).orElseThrow())
                .startsWith("reversed: ")
                .contains("another order");
    }

    static List<List<Graph>> changes() {
        Graph path = GRAPHS.get(0);
        List<Graph> instead = List.of(
                Graph.of(new int[] {0, 1, 1}, new int[][] {{0, 1, 2}, {1, 2}}),
                Graph.of(new int[] {0, 1, 0}, new int[][] {{0, 1, 1}, {1, 2}}),
                Graph.of(new int[] {0, 1, 0}, new int[][] {{0, 1, 2}, {0, 2}}),
                Graph.of(new int[] {0, 1, 0}, new int[][] {{0, 1, 2}}),
                Graph.of(new int[] {0, 1, 0, 0}, new int[][] {{0, 1, 2}, {1, 2}}));
        List<List<Graph>> changed = new ArrayList<>();
        instead.forEach(graph -> changed.add(List.of(graph, GRAPHS.get(1), GRAPHS.get(2))));
        changed.add(GRAPHS.subList(0, 2));
        changed.add(List.of(path, GRAPHS.get(1), GRAPHS.get(2), GRAPHS.get(2)));
        changed.add(List.of(path, path, GRAPHS.get(1), GRAPHS.get(2)));
        return changed;
    }

    @ParameterizedTest
    @MethodSource("changes")
    void change_isFound(List<Graph> graphs) {
        DataDigest other = DataDigest.of(DataSet.of("changed", graphs));
        assertThat(other.sha256()).isNotEqualTo(DIGEST.sha256());
        assertThat(other.sha256Unordered()).isNotEqualTo(DIGEST.sha256Unordered());
        assertThat(DIGEST.differenceTo(other).orElseThrow()).contains("not those of the run");
    }

    @Test
    void json_isReadBack() throws IOException {
        Path file = folder.resolve("digest.json");
        Files.writeString(file, Json.pretty(DIGEST.toJson()));
        assertThat(DataDigest.fromJson(Json.read(file))).isEqualTo(DIGEST);
    }
}
