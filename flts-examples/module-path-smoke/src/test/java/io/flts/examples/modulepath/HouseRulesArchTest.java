package io.flts.examples.modulepath;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.GeneralCodingRules;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * The rules that hold in all library modules at once. They stand here because this is the one place
 * that sees api, core and the models together.
 */
@DisplayName("In api, core and the model modules")
class HouseRulesArchTest {

  /**
   * Fewer classes than this means that the import missed a module, and every rule would be idle.
   */
  private static final int CLASSES_AT_LEAST = 90;

  private static final JavaClasses HOUSE =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.flts.api", "io.flts.core", "io.flts.stat", "io.flts.dl");

  @Test
  @DisplayName("the import really saw every module")
  void importIsComplete() {
    assertThat(HOUSE).hasSizeGreaterThan(CLASSES_AT_LEAST);
    for (String module : List.of("io.flts.api", "io.flts.core", "io.flts.stat", "io.flts.dl")) {
      assertThat(HOUSE.containPackage(module)).as(module).isTrue();
    }
  }

  @Test
  @DisplayName("api touches the JDK and itself only")
  void apiStandsAlone() {
    classes()
        .that()
        .resideInAPackage("io.flts.api..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("io.flts.api..", "java..", "org.jspecify.annotations..")
        .check(HOUSE);
  }

  @Test
  @DisplayName("core never names a model: it meets them through ServiceLoader")
  void coreKnowsNoModel() {
    noClasses()
        .that()
        .resideInAPackage("io.flts.core..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.flts.stat..", "io.flts.dl..")
        .check(HOUSE);
  }

  @Test
  @DisplayName("models know the api, neither core nor each other")
  void modelsKnowTheApiOnly() {
    noClasses()
        .that()
        .resideInAPackage("io.flts.stat..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.flts.core..", "io.flts.dl..")
        .check(HOUSE);
    noClasses()
        .that()
        .resideInAPackage("io.flts.dl..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.flts.core..", "io.flts.stat..")
        .allowEmptyShould(true)
        .check(HOUSE);
  }

  @Test
  @DisplayName("no two packages need each other, directly or in a circle")
  void packagesFormNoCycle() {
    slices().assignedFrom(new EachPackage()).should().beFreeOfCycles().check(HOUSE);
  }

  @Test
  @DisplayName("what is called internal is used inside its own module only")
  void internalStaysInside() {
    classes()
        .that()
        .resideInAPackage("..internal..")
        .should(
            new ArchCondition<>("be used by their own module only") {
              @Override
              public void check(JavaClass item, ConditionEvents events) {
                for (Dependency use : item.getDirectDependenciesToSelf()) {
                  boolean sameModule = moduleOf(use.getOriginClass()).equals(moduleOf(item));
                  events.add(new SimpleConditionEvent(use, sameModule, use.getDescription()));
                }
              }
            })
        .allowEmptyShould(true)
        .check(HOUSE);
  }

  @Test
  @DisplayName("signatures that others can see name no third-party type")
  void signaturesAreOurOwn() {
    methods()
        .that()
        .areDeclaredInClassesThat()
        .resideInAnyPackage("io.flts.api..", "io.flts.core..")
        .and()
        .areDeclaredInClassesThat(describe("can be seen by others", HouseRulesArchTest::visible))
        .and()
        .haveModifier(JavaModifier.PUBLIC)
        .should(
            new ArchCondition<JavaMethod>("name types of the JDK and of FLTS only") {
              @Override
              public void check(JavaMethod method, ConditionEvents events) {
                for (JavaClass type : method.getReturnType().getAllInvolvedRawTypes()) {
                  judge(method, type, events);
                }
                method
                    .getParameterTypes()
                    .forEach(
                        p -> p.getAllInvolvedRawTypes().forEach(t -> judge(method, t, events)));
                method.getExceptionTypes().forEach(t -> judge(method, t, events));
              }
            })
        .check(HOUSE);
  }

  @Test
  @DisplayName("nothing takes part in Java serialization")
  void noJavaSerialization() {
    noClasses()
        .that()
        .areNotEnums()
        .and(not(assignableTo(Throwable.class)))
        .should()
        .beAssignableTo(Serializable.class)
        .check(HOUSE);
    noClasses()
        .should()
        .dependOnClassesThat()
        .belongToAnyOf(ObjectInputStream.class, ObjectOutputStream.class)
        .check(HOUSE);
  }

  @Test
  @DisplayName("Deeplearning4j is named in its one package only, its object-reading files nowhere")
  void deeplearningStaysInItsPackage() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.flts.dl.dl4j..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.deeplearning4j..", "org.nd4j..")
        .check(HOUSE);
    noClasses()
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("org.deeplearning4j.util.ModelSerializer")
        .check(HOUSE);
  }

  @Test
  @DisplayName("nothing prints, logs through java.util.logging, or ends the JVM")
  void nothingPrints() {
    GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(HOUSE);
    GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING.check(HOUSE);
    noClasses().should().callMethod(System.class, "exit", int.class).check(HOUSE);
    noClasses().should().callMethod(Runtime.class, "halt", int.class).check(HOUSE);
  }

  @Test
  @DisplayName("no field is filled by injection, and no static field can change")
  void fieldsAreFinal() {
    GeneralCodingRules.NO_CLASSES_SHOULD_USE_FIELD_INJECTION.check(HOUSE);
    fields().that().areStatic().should().beFinal().check(HOUSE);
  }

  @Test
  @DisplayName("every package is @NullMarked")
  void packagesAreNullMarked() {
    Set<String> unmarked = new TreeSet<>();
    for (JavaClass type : HOUSE) {
      JavaPackage home = type.getPackage();
      if (!type.getSimpleName().equals("module-info") && !home.isAnnotatedWith(NullMarked.class)) {
        unmarked.add(home.getName());
      }
    }
    assertThat(unmarked).as("packages without a package-info.java that says @NullMarked").isEmpty();
  }

  @Test
  @DisplayName("the clock, the seed, the locale and the charset are arguments")
  void nothingDependsOnTheMachine() {
    noClasses()
        .should()
        .accessTargetWhere(describe("reads the machine's clock, locale or charset", AMBIENT::test))
        .check(HOUSE);
  }

  @Test
  @DisplayName("no class is named Util, Helper, Manager or Impl")
  void namesSayWhatTheyMean() {
    noClasses()
        .should()
        .haveNameMatching(".*(Util|Utils|Helper|Helpers|Manager|Impl)(\\$.*)?")
        .check(HOUSE);
  }

  private static final java.util.function.Predicate<JavaAccess<?>> AMBIENT =
      access -> {
        AccessTarget target = access.getTarget();
        String owner = target.getOwner().getName();
        List<String> parameters =
            target instanceof AccessTarget.CodeUnitAccessTarget call
                ? call.getRawParameterTypes().stream().map(JavaClass::getName).toList()
                : List.of();
        boolean bare = parameters.isEmpty();
        return switch (target.getName()) {
          case "now" -> owner.startsWith("java.time.") && bare;
          case "currentTimeMillis" -> owner.equals("java.lang.System");
          case "systemDefaultZone", "systemDefault" -> owner.startsWith("java.time.");
          case "getDefault" ->
              owner.equals("java.util.Locale") || owner.equals("java.util.TimeZone");
          case "defaultCharset" -> true;
          case "random" -> owner.equals("java.lang.Math");
          case "toLowerCase", "toUpperCase" -> owner.equals("java.lang.String") && bare;
          case "getBytes" -> owner.equals("java.lang.String") && bare;
          case "format" ->
              owner.equals("java.lang.String") && parameters.get(0).equals("java.lang.String");
          case "formatted" -> owner.equals("java.lang.String");
          case "<init>" ->
              (owner.equals("java.util.Random") && bare)
                  || (owner.equals("java.lang.String") && parameters.equals(List.of("[B")))
                  || owner.equals("java.io.FileReader") && parameters.size() == 1
                  || owner.equals("java.io.FileWriter") && parameters.size() == 1;
          default -> false;
        };
      };

  private static void judge(JavaMethod method, JavaClass type, ConditionEvents events) {
    JavaClass named = type.getBaseComponentType();
    boolean ours =
        named.isPrimitive()
            || resideInAPackage("java..").test(named)
            || resideInAPackage("io.flts..").test(named);
    events.add(
        new SimpleConditionEvent(method, ours, method.getFullName() + " names " + named.getName()));
  }

  private static boolean visible(JavaClass type) {
    return type.getModifiers().contains(JavaModifier.PUBLIC)
        && !type.getPackageName().contains(".internal")
        && type.getEnclosingClass().map(HouseRulesArchTest::visible).orElse(true);
  }

  private static String moduleOf(JavaClass type) {
    String[] parts = type.getPackageName().split("\\.", 4);
    return parts.length < 3 ? type.getPackageName() : parts[2].toLowerCase(Locale.ROOT);
  }

  /** Every package on its own, so that a parent and its child may not need each other either. */
  private static final class EachPackage implements SliceAssignment {
    @Override
    public SliceIdentifier getIdentifierOf(JavaClass type) {
      return SliceIdentifier.of(type.getPackageName());
    }

    @Override
    public String getDescription() {
      return "every package on its own";
    }
  }
}
