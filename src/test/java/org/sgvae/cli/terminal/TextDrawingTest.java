package org.sgvae.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.sgvae.graph.Graph;
import org.sgvae.graph.GraphFamilies;

class TextDrawingTest {
    private static long count(String text, char character) {
        return text.chars().filter(c -> c == character).count();
    }

    private static long braille(String text) {
        return text.chars().filter(c -> c > '\u2800' && c <= '\u28FF').count();
    }

    @Test
    void everyNode_isACircle() {
        for (int nodes = 3; nodes <= 12; nodes++) {
            String text = TextDrawing.of(List.of(GraphFamilies.cycle(nodes)), false);
            assertThat(count(text, '●')).isEqualTo(nodes);
            assertThat(braille(text)).isPositive();
        }
    }

    @Test
    void types_areNumbers() {
        Graph graph = Graph.of(new int[] {0, 1, 2}, new int[] {0, 1}, new int[] {1, 2});
        assertThat(TextDrawing.of(List.of(graph), false)).contains("●", "1", "2");
    }

    @Test
    void withoutEdges_nothingIsBetweenTheNodes() {
        assertThat(braille(TextDrawing.of(List.of(Graph.of(4)), false))).isZero();
    }

    @Test
    void lines_fitATerminal_andColoursAreOnlyThereWhenAsked() {
        List<Graph> graphs = List.of(
                GraphFamilies.cycle(5), GraphFamilies.cycle(8), GraphFamilies.cycle(12), GraphFamilies.cycle(6));
        assertThat(TextDrawing.of(graphs, false).lines())
                .allMatch(line -> line.length() <= 80)
                .hasSize(18);
        assertThat(TextDrawing.of(graphs, false)).doesNotContain("\u001b");
        assertThat(TextDrawing.of(graphs, true)).contains("\u001b[");
    }

    @Test
    void largeGraphs_areOnlyCounted() {
        assertThat(TextDrawing.of(List.of(GraphFamilies.cycle(100)), false)).contains("1 of more than 40 nodes");
    }
}
