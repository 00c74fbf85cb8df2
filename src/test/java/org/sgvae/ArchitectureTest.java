package org.sgvae;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.sgvae.distribution.StandardNormal;
import org.sgvae.graph.data.DataSets;
import org.sgvae.kernel.ElementaryFunctions;
import org.sgvae.nn.Parameters;
import org.sgvae.random.RandomKey;

/** The rules of the packages, read from the class files. */
class ArchitectureTest {
    /** From top to bottom; a package may use those after it. */
    private static final List<String> PACKAGES = List.of(
            "examples",
            "cli",
            "explore",
            "report",
            "gradbench",
            "molecule",
            "experiment",
            "trace",
            "plain",
            "generator",
            "evaluate",
            "latent",
            "train",
            "statistics",
            "sggn",
            "sgvae",
            "graphnvp",
            "graphvae",
            "graphrnn",
            "objective",
            "estimator",
            "model",
            "encoder",
            "decoder",
            "gnn",
            "distribution",
            "optim",
            "nn",
            "parallel",
            "autodiff",
            "kernel",
            "graph",
            "json",
            "random",
            "io");

    /** Enums and exceptions inherit {@link Serializable} and are fine: they did not ask for it. */
    private static final DescribedPredicate<JavaClass> DECLARED_SERIALIZABLE = describe(
            "declare Serializable",
            type -> type.getRawInterfaces().stream().anyMatch(declared -> declared.isAssignableTo(Serializable.class)));

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.sgvae");

    @Test
    void everyClass_isInAKnownPackage() {
        classes().should().resideInAnyPackage(packages(PACKAGES)).check(CLASSES);
    }

    @ParameterizedTest
    @FieldSource("PACKAGES")
    void package_usesOnlyThoseBelow(String name) {
        List<String> above = PACKAGES.subList(0, PACKAGES.indexOf(name));
        noClasses()
                .that()
                .resideInAnyPackage(packages(List.of(name)))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(packages(above))
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    /** It is a second formulation of the model, so it shares weights and graphs with the first and nothing else. */
    @Test
    void plainModel_usesNothingOfTheFastOne() {
        noClasses()
                .that()
                .resideInAnyPackage(packages(List.of("plain")))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(packages(PACKAGES.stream()
                        .filter(name ->
                                !List.of("plain", "nn", "graph", "random").contains(name))
                        .toList()))
                .check(CLASSES);
    }

    @Test
    void packages_haveNoCycles() {
        slices().matching("org.sgvae.(**)")
                .should()
                .beFreeOfCycles()
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    /**
     * What is learned, drawn or measured has the same bits on every JVM, so it is not computed by functions that may differ
     * by a rounding, but by those of {@link ElementaryFunctions} or {@link StrictMath}.
     */
    @Test
    void functionsOfMath_thatMayDifferByARounding_areNotUsed() {
        Set<String> names = Set.of(
                "exp", "expm1", "log", "log1p", "log10", "pow", "cbrt", "sin", "cos", "tan", "sinh", "cosh", "tanh");
        noClasses()
                .that()
                .resideOutsideOfPackages(packages(
                        List.of("examples", "cli", "explore", "report", "gradbench", "experiment", "trace", "plain")))
                .and()
                .resideOutsideOfPackage("org.sgvae.autodiff.check")
                .and()
                .doNotBelongToAnyOf(StandardNormal.class)
                .and()
                .doNotHaveSimpleName("ArgmaxCells")
                .should()
                .callMethodWhere(describe(
                        "they are Math's",
                        call -> call.getTargetOwner().isEquivalentTo(Math.class) && names.contains(call.getName())))
                .check(CLASSES);
    }

    /** Keys are split by a number or a name of a thing, or by a purpose, not by a text in passing. */
    @Test
    void namesOfThings_splitKeys_andPurposesAreEnums() {
        noClasses()
                .that()
                .doNotBelongToAnyOf(RandomKey.class, Parameters.class, DataSets.class)
                .should()
                .callMethod(RandomKey.class, "split", String.class)
                .check(CLASSES);
        classes().that().implement(RandomKey.Purpose.class).should().beEnums().check(CLASSES);
    }

    @Test
    void output_isForProgramsOnly() {
        noClasses()
                .that()
                .resideOutsideOfPackages("org.sgvae.cli..", "org.sgvae.examples..")
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .callMethod(System.class, "exit", int.class)
                .orShould()
                .callMethod(Runtime.class, "exit", int.class)
                .orShould()
                .callMethod(Runtime.class, "halt", int.class)
                .orShould()
                .callMethod(Throwable.class, "printStackTrace")
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @Test
    void javaSerialization_isNotUsed() {
        noClasses()
                .should(ArchCondition.from(DECLARED_SERIALIZABLE))
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(ObjectInputStream.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(ObjectOutputStream.class)
                .check(CLASSES);
    }

    @Test
    void staticFields_areFinal() {
        fields().that()
                .areStatic()
                .and()
                .doNotHaveModifier(JavaModifier.SYNTHETIC)
                .should()
                .beFinal()
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    /** So that a folder can be taken in at a look. */
    @Test
    void packages_haveAtMost25Files() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            Map<Path, Long> sizes = files.filter(Files::isRegularFile)
                    .collect(Collectors.groupingBy(Path::getParent, Collectors.counting()));
            assertThat(sizes)
                    .isNotEmpty()
                    .allSatisfy((folder, size) -> assertThat(size).isLessThanOrEqualTo(25));
        }
    }

    private static String[] packages(List<String> names) {
        return names.stream().map(name -> "org.sgvae." + name + "..").toArray(String[]::new);
    }
}
