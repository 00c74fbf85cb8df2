package org.sgvae.autodiff.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.sun.management.ThreadMXBean;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaConstructorCall;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sgvae.autodiff.Op;
import org.sgvae.autodiff.Passes;
import org.sgvae.autodiff.RecomputationTest;
import org.sgvae.autodiff.Tape;
import org.sgvae.autodiff.Variable;
import org.sgvae.autodiff.op.Examples;
import org.sgvae.cli.OpCatalogues;
import org.sgvae.kernel.KernelChoice;

class OpCatalogueTest {
    /**
     * A leaf has no gradient of its own, a stopped one is meant to differ from the slope, and {@link RecomputationTest}
     * checks segments.
     */
    private static final Set<String> NOT_TO_BE_CHECKED = Set.of("leaf", "stopGradient", "recomputed");

    static List<OpCatalogue.Entry> entries() {
        return OpCatalogues.entries();
    }

    @ParameterizedTest
    @MethodSource("entries")
    void entry_gradientIsThatOfCentralDifferences(OpCatalogue.Entry entry) {
        for (OpCatalogue.Example example : entry.examples(1)) {
            if (example.hasEntries()) {
                example.check().withTolerance(1e-8).assertGradients();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("entries")
    void entry_coversTwentyShapesWithTheSmallestAndTheEmpty(OpCatalogue.Entry entry) {
        assumeThat(entry.name())
                .isNotEqualTo("LowerTriangle.lowerTriangle"); // made of row vectors, which have fewer shapes
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
        assertThat(entry.name()).endsWith("." + y.op().name());
    }

    @ParameterizedTest
    @MethodSource("entries")
    void entry_hasTheSameValueWithoutRecording(OpCatalogue.Entry entry) {
        for (OpCatalogue.Example example : entry.examples(2)) {
            assertThat(Passes.run(Tape.forwardOnly(), example).get(0))
                    .containsExactly(Passes.run(Tape.recording(), example).get(0));
        }
    }

    @ParameterizedTest
    @MethodSource("entries")
    void entry_givesTheSameBitsInUsedBuffers(OpCatalogue.Entry entry) {
        Tape used = Tape.recording();
        for (OpCatalogue.Example example : entry.examples(3)) {
            Passes.poison(used);
            assertThat(Passes.run(used, example))
                    .usingElementComparator(Passes.BITS)
                    .isEqualTo(Passes.run(Tape.recording(), example));
        }
    }

    @ParameterizedTest
    @MethodSource("entries")
    void entry_addsToGradientsThatAreThere(OpCatalogue.Entry entry) {
        OpCatalogue.Example example = entry.examples(4).get(8);
        Tape tape = Tape.recording();
        List<Variable> inputs = example.inputs().stream().map(tape::variable).toList();
        Variable y = example.function().apply(inputs);
        DMatrixRMaj weights = Examples.normal(y.rows(), y.columns(), 5);
        tape.backward(y, weights);
        List<DMatrixRMaj> once = inputs.stream().map(x -> x.gradient().copy()).toList();
        tape.backward(y, weights);
        for (int i = 0; i < inputs.size(); i++) {
            double[] twice = once.get(i).data.clone();
            Arrays.setAll(twice, k -> 2 * twice[k]);
            assertThat(Examples.entries(inputs.get(i).gradient())).containsExactly(twice, within(1e-13));
        }
    }

    @ParameterizedTest
    @MethodSource("entries")
    void entry_leavesInputsAloneThatNeedNoGradient(OpCatalogue.Entry entry) {
        for (OpCatalogue.Example example : entry.examples(6)) {
            for (int wanted = 0; wanted < example.inputs().size(); wanted++) {
                Tape tape = Tape.recording();
                List<Variable> inputs = new ArrayList<>();
                for (int i = 0; i < example.inputs().size(); i++) {
                    DMatrixRMaj input = example.inputs().get(i);
                    inputs.add(i == wanted ? tape.variable(input) : tape.constant(input));
                }
                Variable y = example.function().apply(inputs);
                tape.backward(y, Examples.normal(y.rows(), y.columns(), 3));
                List<double[]> all = Passes.run(Tape.recording(), example);
                assertThat(Examples.entries(inputs.get(wanted).gradient())).containsExactly(all.get(1 + wanted));
                assertThat(inputs.stream().filter(x -> x.gradient != null)).hasSize(1);
            }
        }
    }

    /** The operations, once they have seen their shapes, leave nothing to the garbage collector. */
    @ParameterizedTest
    @MethodSource("entries")
    void entry_allocatesNothingOnceWarm(OpCatalogue.Entry entry) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        List<OpCatalogue.Example> examples = entry.examples(7);
        List<DMatrixRMaj> weights = new ArrayList<>();
        for (OpCatalogue.Example example : examples) {
            Tape tape = Tape.forwardOnly();
            Variable y = example.function()
                    .apply(example.inputs().stream().map(tape::variable).toList());
            weights.add(Examples.normal(y.rows(), y.columns(), 8));
        }
        // vectors of the SIMD kernels are objects until the JVM has compiled them, which takes longer than a test
        Tape tape = Tape.recording(KernelChoice.forced(KernelChoice.Kind.EJML).create());
        List<Variable> inputs = new ArrayList<>();
        // Of several passes: the JVM itself may allocate once, while it links or compiles.
        long least = Long.MAX_VALUE;
        for (int pass = 0; pass < 6; pass++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < examples.size(); i++) {
                OpCatalogue.Example example = examples.get(i);
                inputs.clear();
                for (int j = 0; j < example.inputs().size(); j++) {
                    inputs.add(tape.variable(example.inputs().get(j)));
                }
                tape.backward(example.function().apply(inputs), weights.get(i));
                tape.reset();
            }
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        assertThat(least).isZero();
    }

    /** Every constant of type {@link Op} in the library and the app. */
    static List<Op> operations() throws Exception {
        List<Op> operations = new ArrayList<>();
        for (JavaField field : mainClasses().stream()
                .flatMap(type -> type.getFields().stream())
                .filter(field -> field.getRawType().isEquivalentTo(Op.class)
                        && field.getModifiers().contains(JavaModifier.STATIC))
                .toList()) {
            Field constant = field.reflect();
            constant.setAccessible(true);
            operations.add((Op) constant.get(null));
        }
        return operations;
    }

    private static JavaClasses mainClasses() {
        return new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .withImportOption(location -> !location.contains("/examples/")) // lessons in writing operations
                .importPackages("org.sgvae");
    }

    @Test
    void entries_nameEveryOperation() throws Exception {
        Set<String> names = operations().stream().map(Op::name).collect(Collectors.toSet());
        names.removeAll(NOT_TO_BE_CHECKED);
        assertThat(names).hasSizeGreaterThan(50);
        assertThat(entries().stream().map(OpCatalogueTest::operation)).containsAll(names);
    }

    private static String operation(OpCatalogue.Entry entry) {
        return entry.name().substring(entry.name().indexOf('.') + 1);
    }

    /** Else {@link #operations} would miss one. */
    @Test
    void operations_areConstants() throws Exception {
        List<JavaConstructorCall> made = mainClasses().stream()
                .flatMap(type -> type.getConstructorCallsFromSelf().stream())
                .filter(call -> call.getTargetOwner().isEquivalentTo(Op.class))
                .toList();
        assertThat(made).hasSameSizeAs(operations());
        assertThat(made).allMatch(call -> call.getOrigin().getName().equals("<clinit>"));
    }

    @Test
    void entries_haveNamesOfTheirOwn() {
        assertThat(entries().stream().map(OpCatalogue.Entry::name)).doesNotHaveDuplicates();
    }
}
