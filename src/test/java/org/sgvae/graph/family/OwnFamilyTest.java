package org.sgvae.graph.family;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sgvae.graph.Graph;
import org.sgvae.graph.GraphFamilies;
import org.sgvae.graph.GraphProperty;
import org.sgvae.graph.data.DataSet;
import org.sgvae.graph.data.DataSets;
import org.sgvae.graph.data.FamilySpecification;
import org.sgvae.graph.data.FamilySpecification.Range;
import org.sgvae.graph.data.GraphDistribution;
import org.sgvae.graph.data.GraphFamily;
import org.sgvae.random.RandomKey;

/** A family that the library does not know. */
class OwnFamilyTest {
    @TempDir
    Path folder;

    /** Wheels whose hub has type 1. */
    public static final class Wheels implements GraphFamily {
        @Override
        public String name() {
            return "wheels";
        }

        @Override
        public String form() {
            return "wheels:MIN-MAX";
        }

        @Override
        public String description() {
            return "a cycle and a node that is joined to all of it";
        }

        @Override
        public GraphDistribution parse(FamilySpecification asked) {
            return new Distribution(asked.range(4, 100));
        }

        private record Distribution(Range nodes) implements GraphDistribution, GraphProperty {
            @Override
            public int sizes() {
                return nodes.count();
            }

            @Override
            public Graph draw(int size, RandomKey key) {
                int rim = nodes.min() + size - 1;
                Graph.Builder wheel = Graph.builder(rim + 1).nodeType(rim, 1);
                for (int v = 0; v < rim; v++) {
                    wheel.edge(v, (v + 1) % rim).edge(v, rim);
                }
                return wheel.build();
            }

            @Override
            public boolean isRandom() {
                return false;
            }

            @Override
            public int nodeTypes() {
                return 2;
            }

            @Override
            public GraphProperty property() {
                return this;
            }

            @Override
            public boolean test(Graph graph) {
                return graph.edges() == 2 * (graph.nodes() - 1);
            }

            @Override
            public String definition() {
                return "twice as many edges as nodes but one";
            }
        }
    }

    private static void assertWheels(DataSet data) {
        assertThat(data.graphs()).hasSize(6).allMatch(data::isValid);
        assertThat(data.nodeTypes()).isEqualTo(2);
        assertThat(data.minNodes()).isEqualTo(4);
        assertThat(data.maxNodes()).isEqualTo(6);
        assertThat(data.isValid(GraphFamilies.cycle(5))).isFalse();
        assertThat(data.kind().definition()).startsWith("twice");
        assertThat(data.toString()).startsWith("wheels:4-6,count=6");
    }

    @Test
    void object_isEnough() {
        assertWheels(DataSets.generate(new Wheels(), "wheels:4-6,count=6"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DataSets.generate(new Wheels(), "wheels:4-6,spokes=3"))
                .withMessageContaining("option spokes is unknown");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DataSets.generate(new Wheels(), "wheels:x"))
                .withMessageContaining("use wheels:MIN-MAX");
    }

    @Test
    void lineOfServices_makesItKnownByName() throws IOException {
        Path services = Files.createDirectories(folder.resolve("META-INF/services"));
        Files.writeString(services.resolve(GraphFamily.class.getName()), Wheels.class.getName() + "\n");
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader application =
                new URLClassLoader(new URL[] {folder.toUri().toURL()}, before)) {
            thread.setContextClassLoader(application);
            assertWheels(DataSets.parse("wheels:4-6,count=6"));
            assertThat(DataSets.families())
                    .extracting(GraphFamily::name)
                    .startsWith("cycles", "paths")
                    .endsWith("wheels")
                    .doesNotHaveDuplicates();
        } finally {
            thread.setContextClassLoader(before);
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DataSets.parse("wheels:4-6"))
                .withMessageContaining("unknown");
    }

    @Test
    void classLoaderThatSeesNothing_leavesTheLibrarysFamilies() throws IOException {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try {
            thread.setContextClassLoader(ClassLoader.getPlatformClassLoader());
            assertThat(DataSets.parse("cycles:5").graphs()).hasSize(10);
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
