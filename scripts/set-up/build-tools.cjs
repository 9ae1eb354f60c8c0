const { spawnSync } = require('node:child_process');

const HOW_TO_INSTALL = `Install them with one of these:
  Debian, Ubuntu:  sudo apt-get install -y python3 make g++
  Fedora:          sudo dnf install -y python3 make gcc-c++
  Alpine:          sudo apk add python3 make g++
  macOS:           xcode-select --install
  Windows:         winget install Python.Python.3.13 Microsoft.VisualStudio.2022.BuildTools, with the workload "Desktop
                   development with C++"`;

const works = (/** @type {string} */ program) =>
	spawnSync(program, ['--version'], { stdio: 'ignore' }).status === 0;

/**
 * Checks for what it takes to compile n8n's database driver.
 *
 * @throws {Error} that names what is missing and how to install it
 */
const checkBuildTools = () => {
	const missing = [];
	if (!['python3', 'python', 'py'].some(works)) missing.push('Python 3');
	if (process.platform !== 'win32') {
		if (!works('make')) missing.push('make');
		const compilers = [process.env['CXX'] ?? '', 'c++', 'g++', 'clang++'].filter(Boolean);
		if (!compilers.some(works)) missing.push('a C++ compiler');
	}
	if (missing.length === 0) return;
	throw new Error(
		`n8n's database driver has to be compiled here, and this is missing: ${missing.join(', ')}.\n${HOW_TO_INSTALL}`,
	);
};

module.exports = { checkBuildTools };
