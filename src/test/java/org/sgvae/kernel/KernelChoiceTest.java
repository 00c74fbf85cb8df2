package org.sgvae.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sgvae.kernel.KernelChoice.Kind;

class KernelChoiceTest {

    @Test
    void decide_withoutWish_isSimdUnlessSomethingIsInTheWay() {
        assertThat(KernelChoice.decide(Optional.empty(), Optional.empty()).kind())
                .isEqualTo(Kind.SIMD);
        assertThat(KernelChoice.decide(Optional.empty(), Optional.of("no vectors")))
                .hasToString("ejml (no vectors)");
    }

    @Test
    void decide_followsTheEnvironment() {
        assertThat(KernelChoice.decide(Optional.of("ejml"), Optional.empty())).hasToString("ejml (SGVAE_KERNEL=ejml)");
        assertThat(KernelChoice.decide(Optional.of("simd"), Optional.of("no vectors")))
                .hasToString("simd (SGVAE_KERNEL=simd)");
    }

    @Test
    void decide_rejectsUnknownKernels() {
        assertThatThrownBy(() -> KernelChoice.decide(Optional.of("blas"), Optional.empty()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("SGVAE_KERNEL=blas")
                .hasMessageContaining("ejml or simd");
    }

    @Test
    void obstacle_isTheCompilerThenTheModule() {
        assertThat(KernelChoice.obstacle("mixed mode, sharing", true, true)).isEmpty();
        assertThat(KernelChoice.obstacle("interpreted mode, sharing", true, true))
                .hasValueSatisfying(why -> assertThat(why.reason()).contains("-Xint"));
        assertThat(KernelChoice.obstacle("mixed mode, emulated-client", false, true))
                .hasValueSatisfying(why -> assertThat(why.reason()).contains("-XX:TieredStopAtLevel=1"));
        assertThat(KernelChoice.obstacle("mixed mode", false, true))
                .hasValueSatisfying(why -> assertThat(why.level()).isEqualTo(System.Logger.Level.WARNING));
        assertThat(KernelChoice.obstacle("mixed mode", false, false))
                .hasValueSatisfying(why -> assertThat(why.level()).isEqualTo(System.Logger.Level.DEBUG));
    }

    /** Takes the kernels three times in a JVM of its own, and prints which. */
    static final class Child {
        private Child() {}

        public static void main(String... args) {
            Kernels.create();
            Kernels.create();
            System.out.println(KernelChoice.current().create().name());
        }
    }

    private static String child(String... options) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Child.class.getName()));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().remove(KernelChoice.ENVIRONMENT_VARIABLE);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }

    @Test
    void current_withoutTheModuleWarnsOnceWithTheOptionToAdd() throws Exception {
        assertThat(child())
                .containsOnlyOnce("WARNING: plain kernels")
                .contains("add --add-modules jdk.incubator.vector", "SGVAE_KERNEL=ejml")
                .endsWith("ejml" + System.lineSeparator());
    }

    @ParameterizedTest
    @ValueSource(strings = {"-XX:TieredStopAtLevel=1", "-Xint"})
    void current_withoutOptimisingCompilerIsPlainAndSaysSoOnce(String option) throws Exception {
        assertThat(child("--add-modules", "jdk.incubator.vector", option))
                .containsOnlyOnce("plain kernels")
                .contains(option)
                .endsWith("ejml" + System.lineSeparator());
    }

    @ParameterizedTest
    @EnumSource
    void forced_createsThatKind(Kind kind) {
        assertThat(KernelChoice.forced(kind).create().name()).isEqualToIgnoringCase(kind.name());
    }
}
