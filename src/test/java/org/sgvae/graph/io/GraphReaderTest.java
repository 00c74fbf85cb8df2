package org.sgvae.graph.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sgvae.graph.Graph;
import org.sgvae.graph.MemoryLimit;
import org.sgvae.graph.RandomGraphs;
import org.sgvae.graph.data.DataSets;

class GraphReaderTest {
    @TempDir
    Path folder;

    private static List<Graph> read(byte[] text, GraphFormat format) throws IOException {
        return read(new ByteArrayInputStream(text), format);
    }

    private static List<Graph> read(InputStream text, GraphFormat format) throws IOException {
        List<Graph> graphs = new ArrayList<>();
        try (GraphReader reader = new GraphReader(text, format, "f")) {
            for (Optional<Graph> next = reader.next(); next.isPresent(); next = reader.next()) {
                graphs.add(next.get());
            }
        }
        return graphs;
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] gzip(byte[] text) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream compressed = new GZIPOutputStream(out)) {
            compressed.write(text);
        }
        return out.toByteArray();
    }

    private static List<Graph> graphs(int seed) {
        Random random = new Random(seed);
        List<Graph> graphs = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            graphs.add(RandomGraphs.typed(random, 1 + random.nextInt(70), random.nextDouble(), 1, 1));
        }
        return graphs;
    }

    @ParameterizedTest
    @EnumSource
    void everyFormat_compressedOrNot_readsBack(GraphFormat format) throws IOException {
        List<Graph> graphs = graphs(3);
        Path plain = folder.resolve("graphs" + format.extension());
        Path compressed = folder.resolve("graphs" + format.extension() + ".gz");
        GraphFiles.write(plain, graphs);
        GraphFiles.write(compressed, graphs);
        assertThat(GraphFiles.read(plain)).isEqualTo(graphs);
        assertThat(GraphFiles.read(compressed)).isEqualTo(graphs);
        assertThat(Files.size(compressed)).isLessThan(Files.size(plain));
        assertThat(DataSets.parse(compressed.toString()).graphs()).isEqualTo(graphs);
        // gzip files one after the other are one: cat a.gz b.gz
        byte[] once = Files.readAllBytes(compressed);
        byte[] twice = Arrays.copyOf(once, 2 * once.length);
        System.arraycopy(once, 0, twice, once.length, once.length);
        assertThat(read(twice, format)).hasSize(2 * graphs.size());
    }

    @Test
    void graph6AndSparse6_mayBeMixed_withTheirHeaders() throws IOException {
        byte[] mixed = text(">>graph6<<A_\r\n>>sparse6<<:An\n\n:Fa@x^\n>>sparse6<<\nDQc");
        for (GraphFormat format : new GraphFormat[] {GraphFormat.GRAPH6, GraphFormat.SPARSE6}) {
            assertThat(read(mixed, format)).extracting(Graph::nodes).containsExactly(2, 2, 7, 5);
        }
    }

    @Test
    void byteOrderMark_isPassedOver() throws IOException {
        assertThat(read(text("\ufeffA_\nA_\n"), GraphFormat.GRAPH6)).hasSize(2);
        assertThat(read(text("\ufeff{\"nodes\":1,\"edges\":[]}"), GraphFormat.JSON_LINES))
                .hasSize(1);
        assertThat(read(gzip(text("\ufeff:An")), GraphFormat.SPARSE6)).hasSize(1);
        assertThat(read(text("\ufeff"), GraphFormat.GRAPH6)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE", "x-UTF-16LE-BOM"})
    void utf16_isNamedWithTheWayToConvertIt(String encoding) {
        byte[] text = "{\"nodes\":1,\"edges\":[]}\n".getBytes(Charset.forName(encoding));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(text, GraphFormat.JSON_LINES))
                .withMessageMatching("f: text in UTF-16(LE|BE)?, not UTF-8; convert it: iconv -f UTF-16.* -t UTF-8");
    }

    @Test
    void damagedGzip_isAnErrorThatNamesTheFile() throws IOException {
        byte[] whole = gzip(text("A_\n".repeat(1000)));
        for (int length = 2; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatIOException()
                    .isThrownBy(() -> read(cut, GraphFormat.GRAPH6))
                    .withMessageMatching("f: damaged gzip data \\(.*\\); the file may be cut short, copy it again");
        }
    }

    /** A line without end, of any length, is refused before it fills the memory. */
    @Test
    void endlessLine_isRefusedInTime() {
        for (byte fill : new byte[] {'~', ' ', '['}) {
            InputStream endless = new InputStream() {
                @Override
                public int read() {
                    return fill;
                }

                @Override
                public int read(byte[] buffer, int offset, int length) {
                    Arrays.fill(buffer, offset, offset + length, fill);
                    return length;
                }
            };
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> read(endless, GraphFormat.JSON_LINES))
                    .withMessageMatching("f:1: a line of more than \\d+ bytes.*-Xmx");
            if (fill != ' ') {
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> read(endless, GraphFormat.GRAPH6))
                        .withMessageStartingWith("f:1:");
            }
        }
    }

    /** Two lines of graph6 have 2.7 · 10⁸ characters each: no line is held in memory. */
    @Test
    void graph6_of56758Nodes_readsBack() throws IOException {
        Graph graph = Graph.of(56_758, new int[][] {{0, 1}, {17, 50_000}, {56_756, 56_757}});
        Path file = folder.resolve("large.g6.gz");
        GraphFiles.write(file, List.of(graph));
        assertThat(GraphFiles.read(file)).containsExactly(graph);
    }

    @Test
    void graphsThatFillTheMemory_areRefused() {
        long graphs = 1 + Runtime.getRuntime().maxMemory() / 2 / 8_000_000;
        MemoryLimit memory = new MemoryLimit("f.jsonl");
        Graph million = Graph.of(1_000_000);
        for (int i = 1; i < graphs; i++) {
            memory.add(million);
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> memory.add(million))
                .withMessageMatching("f.jsonl: the first \\d+ graphs take \\d+ MB, more than half of the memory; "
                        + "take fewer or smaller ones, or give Java more with -Xmx");
    }
}
