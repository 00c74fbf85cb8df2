package org.sgvae.autodiff;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OpCatalogueTest {
    /** A stopped gradient is meant to differ from the slope. */
    private static final Set<String> NOT_TO_BE_CHECKED = Set.of("ElementwiseOps.stopGradient");

    static List<OpCatalogue.Entry> entries() {
        return OpCatalogue.entries();
    }

    @ParameterizedTest
    @MethodSource("entries")
    void entry_gradientIsThatOfCentralDifferences(OpCatalogue.Entry entry) {
        for (OpCatalogue.Example example : entry.examples(1)) {
            example.check().withTolerance(1e-8).assertGradients();
        }
    }

    @ParameterizedTest
    @MethodSource("entries")
    void entry_coversTwentyShapesWithTheSmallestAndTheEmpty(OpCatalogue.Entry entry) {
        List<DMatrixRMaj> first = entry.examples(1).stream()
                .map(example -> example.inputs().get(0))
                .toList();
        Set<String> shapes = entry.examples(1).stream()
                .map(example -> example.inputs().stream()
                        .map(in -> in.numRows + "x" + in.numCols)
                        .collect(Collectors.joining(", ")))
                .collect(Collectors.toSet());
        assertThat(shapes).hasSizeGreaterThanOrEqualTo(20);
        assertThat(first).anyMatch(in -> in.numRows == 1 && in.numCols == 1);
        assertThat(first).anyMatch(in -> in.numRows == 1 && in.numCols > 1);
        assertThat(first).anyMatch(in -> in.numRows > 1 && in.numCols == 1);
        if (!Set.of("ReductionOps.mean", "ReductionOps.max", "ReductionOps.min").contains(entry.name())) {
            assertThat(first).anyMatch(in -> in.getNumElements() == 0);
        }
    }

    @ParameterizedTest
    @MethodSource("entries")
    void entry_callsTheOperationItNames(OpCatalogue.Entry entry) {
        OpCatalogue.Example example = entry.examples(1).get(0);
        Tape tape = Tape.recording();
        Variable y = example.function()
                .apply(example.inputs().stream().map(tape::variable).toList());
        assertThat(entry.name()).endsWith("Ops." + y.op().name());
    }

    @Test
    void entries_nameEveryOperation() throws Exception {
        List<String> operations = new ArrayList<>();
        File folder = new File(Tape.class.getResource("Tape.class").toURI()).getParentFile();
        for (String file : folder.list((directory, name) -> name.endsWith("Ops.class"))) {
            Class<?> family = Class.forName("org.sgvae.autodiff." + file.replace(".class", ""));
            Arrays.stream(family.getDeclaredMethods())
                    .filter(method -> Modifier.isPublic(method.getModifiers()))
                    .map(Method::getName)
                    .forEach(method -> operations.add(family.getSimpleName() + "." + method));
        }
        operations.removeAll(NOT_TO_BE_CHECKED);
        assertThat(operations).hasSizeGreaterThan(40);
        assertThat(OpCatalogue.entries().stream().map(OpCatalogue.Entry::name)).containsAll(operations);
    }
}
